/** Networks that add hidden units one at a time while they learn (Fahlman and Lebiere 1990). */
package hillock.classic.cascade;
