/** Files to arrays: CSV, idx, npz, folders of images, and four small embedded data sets. */
module hillock.io {
  requires transitive hillock.core;
  requires de.siegmar.fastcsv;
  requires static org.jspecify;
  requires java.desktop;

  exports hillock.io;
}
