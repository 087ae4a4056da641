/**
 * The page: {@link hillock.report.page.ReportPage} and one file a section. Text reaches the page through {@code
 * Markup}, which escapes it, and numbers through {@code Chart}, which escapes them as JSON; there is no third way.
 */
package hillock.report.page;
