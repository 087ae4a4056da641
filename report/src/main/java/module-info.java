/** One self-contained HTML page about a training run, made to be shown. */
module hillock.report {
  requires transitive hillock.core;
  requires java.desktop;
  requires static org.jspecify;
  requires tools.jackson.databind;

  exports hillock.report;
  exports hillock.report.page;
}
