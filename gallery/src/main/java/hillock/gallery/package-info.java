/** The entries of the gallery, each a short program, and the list of them. */
package hillock.gallery;
