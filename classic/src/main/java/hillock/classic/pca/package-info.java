/** Principal components, which several networks are compared with or begin from. */
package hillock.classic.pca;
