package hillock.report.page;

import hillock.report.Provenance;

/** What is needed to repeat the run. */
final class ReproduceSection {
  private ReproduceSection() {}

  static Section of(Provenance p) {
    Markup command =
        p.command().isEmpty()
            ? Markup.NONE
            : Markup.of("<pre class=\"command\" tabindex=\"0\"><code>{}</code></pre>", Markup.whole(p.command()));
    return new Section(
        "reproduce",
        "To repeat this run",
        Markup.of(
            "<p>The same version, data, settings and seed give the same weights, bit for bit, at any number of threads:"
                + " compare the hash of the weights.</p>{}<div class=\"columns\">{}{}</div>",
            command,
            Rows.facts("Run", p.facts()),
            Rows.facts("Hyperparameters", p.hyperparameters())));
  }
}
