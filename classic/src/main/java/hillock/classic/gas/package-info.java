/** Growing neural gas: a graph of prototypes that takes the shape of the data. */
package hillock.classic.gas;
