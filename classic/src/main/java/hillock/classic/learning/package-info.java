/**
 * Networks of this module as {@link hillock.experiment.LearningMethod}: trained on tables by experiments and commands.
 */
package hillock.classic.learning;
