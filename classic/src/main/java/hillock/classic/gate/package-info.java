/**
 * Neurons as logic gates, after McCulloch and Pitts 1943, circuits made of them, and what one of them cannot do.
 *
 * <pre>{@code
 * Circuit xor = Circuit.of("a", "b")
 *     .gate("or", ThresholdGate.or(2), "a", "b")
 *     .gate("nand", ThresholdGate.nand(2), "a", "b")
 *     .gate("xor", ThresholdGate.and(2), "or", "nand")
 *     .outputs("xor");
 * System.out.println(TruthTable.of(xor));
 * xor.table().separation("xor").exists(); // false: no single neuron does it
 * }</pre>
 */
package hillock.classic.gate;
