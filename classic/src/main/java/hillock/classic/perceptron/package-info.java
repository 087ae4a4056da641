/**
 * The perceptron of Rosenblatt 1958: learning from mistakes alone.
 *
 * <pre>{@code
 * Network network = Network.of(Perceptron.network(1), Shape.of(4), seed); // one output tells two classes apart
 * Perceptron rule = Perceptron.of(network);
 * Trainer.of(rule).with(new TargetError(0)).fit(train.shuffled(seed).batches(16), 1000);
 * rule.mistakes();
 * }</pre>
 */
package hillock.classic.perceptron;
