/** Boltzmann machines: restricted, for classes, stacked and deep; their sampling, training and likelihood. */
package hillock.classic.boltzmann;
