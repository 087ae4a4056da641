package hillock.report.page;

/**
 * A part of the page under a heading.
 *
 * @param id anchor
 * @param title heading
 * @param body what stands under it; the section is left out when it is empty
 */
record Section(String id, String title, Markup body) {

  Markup html() {
    return Markup.of(
        """
        <section id="{}" aria-labelledby="{}-title">
        <h2 id="{}-title">{}</h2>
        {}
        </section>\
        """,
        id,
        id,
        id,
        title,
        body);
  }

  Markup link() {
    return Markup.of("<li><a href=\"#{}\">{}</a></li>", id, title);
  }
}
