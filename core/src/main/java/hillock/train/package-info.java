/**
 * Learning: optimisers and schedules, metrics with confidence intervals, and the {@link hillock.train.Trainer} with its
 * stop rules, checkpoints and history. Adding an optimiser, schedule, metric or stop rule is one record that implements
 * {@link hillock.train.ElementwiseOptimizer}, {@link hillock.train.Schedule}, {@link hillock.train.Metric} or {@link
 * hillock.train.StopRule}.
 */
package hillock.train;
