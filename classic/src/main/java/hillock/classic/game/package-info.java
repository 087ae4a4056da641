/** Networks that learn to act: games of two players by playing against themselves, and control by reward. */
package hillock.classic.game;
