/** The loss as a surface over some weights: looked at, and searched through by brute force. */
package hillock.classic.search;
