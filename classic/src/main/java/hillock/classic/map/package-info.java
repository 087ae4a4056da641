/** Self-organising maps: layer, ways of learning, and what can be seen on a map. */
package hillock.classic.map;
