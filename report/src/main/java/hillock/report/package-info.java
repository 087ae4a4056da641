/**
 * What a report shows, as records: a {@link hillock.report.Report} and its parts. They hold facts only; {@link
 * hillock.report.page.ReportPage} turns them into a page.
 */
package hillock.report;
