/** Learning by what fires together: Hebb's rule, its bounded kin, and Hopfield's memory. */
package hillock.classic.hebb;
