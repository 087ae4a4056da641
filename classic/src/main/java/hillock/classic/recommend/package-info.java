/** Recommendations from ratings that users gave to items: autoencoders and Boltzmann machines. */
package hillock.classic.recommend;
