/** What an entry of the gallery runs with, and what it finds. */
package hillock.gallery.run;
