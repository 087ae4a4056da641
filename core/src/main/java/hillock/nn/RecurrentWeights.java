package hillock.nn;

import hillock.tensor.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one direction of a recurrent layer.
 *
 * @param input [in, gates·units]
 * @param recurrent [units, gates·units]
 * @param bias [gates·units]
 * @param recurrentBias [units], added within the reset of a GRU; null for other cells
 */
record RecurrentWeights(Parameter input, Parameter recurrent, Parameter bias, @Nullable Parameter recurrentBias) {}
