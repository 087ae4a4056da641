package hillock.report;

import java.util.List;

/**
 * What is needed to repeat a run and to see that the repetition is the same.
 *
 * @param command the exact command line; empty when the run came from Java code
 * @param facts seed, threads, kernels, versions, hashes of the data and of the weights
 * @param hyperparameters every setting of the training with its value
 */
public record Provenance(String command, List<Fact> facts, List<Fact> hyperparameters) {
  public Provenance {
    facts = List.copyOf(facts);
    hyperparameters = List.copyOf(hyperparameters);
  }
}
