/** Networks whose structure and weights evolve: NEAT (Stanley and Miikkulainen 2002). */
package hillock.classic.neat;
