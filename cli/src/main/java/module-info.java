/** The {@code hillock} command. */
module hillock.cli {
  requires static org.jspecify;
  requires hillock.classic;
  requires hillock.core;
  requires hillock.gallery;
  requires hillock.io;
  requires hillock.report;
  requires info.picocli;

  opens hillock.cli to
      info.picocli;
}
