/** Networks of the literature as short programs, each with its pictures and the published number beside its own. */
module hillock.gallery {
  requires static org.jspecify;
  requires transitive hillock.core;
  requires transitive java.desktop;
  requires hillock.classic;
  requires hillock.io;
  requires hipparchus.core;
  requires org.knowm.xchart;

  exports hillock.gallery;
  exports hillock.gallery.picture;
  exports hillock.gallery.run;
}
