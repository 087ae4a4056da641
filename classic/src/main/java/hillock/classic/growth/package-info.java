/**
 * Networks that change their shape in mid-training: growing without forgetting (Net2Net), pruning of weights and of
 * whole units, lottery tickets.
 */
package hillock.classic.growth;
