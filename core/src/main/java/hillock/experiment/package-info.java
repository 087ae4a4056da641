/**
 * The whole job in a few words: from raw data to a trained, measured, saved network.
 *
 * <pre>{@code
 * ExperimentResult result = Experiment.on(table).target("price").run();
 * System.out.println(result.test().measures());
 * result.model().save(Path.of("price.hillock"));
 * }</pre>
 *
 * <p>{@link hillock.experiment.Experiment} holds the wishes, {@link hillock.experiment.Defaults} fills the gaps by a
 * few rules, {@link hillock.experiment.PreparedExperiment} is split, preprocessed and ready to train, {@link
 * hillock.experiment.ExperimentResult} says how it went.
 */
package hillock.experiment;
