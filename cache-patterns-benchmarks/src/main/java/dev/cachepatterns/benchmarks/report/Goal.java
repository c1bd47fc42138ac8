package dev.cachepatterns.benchmarks.report;

/**
 * What this library promises of its speed, and what was measured of it.
 *
 * @param text what is promised
 * @param measured the figure
 * @param met whether the promise is kept
 */
public record Goal(String text, String measured, boolean met) {

	/**
	 * A row of a table.
	 * @return Markdown
	 */
	public String row() {
		return "| %s | %s | %s |%n".formatted(this.text, this.measured, this.met ? "PASS" : "MISS");
	}

}
