/** The {@code hillock} command. */
module hillock.cli {
  requires hillock.core;
  requires info.picocli;

  opens hillock.cli to
      info.picocli;
}
