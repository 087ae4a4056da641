package hillock.train;

import hillock.nn.Loss;
import hillock.nn.Network;
import hillock.tensor.Tape;

/**
 * Where a step of backpropagation leaves its values and derivatives, until the next step begins.
 *
 * @param network that learned
 * @param loss that was made small
 * @param tape that holds the ops of the step and the derivatives by the network's parameters
 * @param reconstructs whether the targets are the inputs themselves
 */
public record Trace(Network network, Loss loss, Tape tape, boolean reconstructs) {}
