/**
 * Networks of neurons that fire: signals are trains of spikes, tensors [batch, time, neurons] of zeros and ones. A
 * coding turns numbers into spikes, {@link hillock.classic.spiking.LeakyIntegrateAndFire} neurons between ordinary
 * layers pass them on, a mean over time such as {@link hillock.nn.GlobalAveragePool} turns them into numbers again.
 */
package hillock.classic.spiking;
