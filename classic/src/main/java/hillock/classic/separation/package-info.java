/** Whether a hyperplane separates two classes of points, with a proof either way. */
package hillock.classic.separation;
