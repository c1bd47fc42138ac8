package dev.cachepatterns.checker;

/**
 * What has become of a cell.
 *
 * @param cell the cell
 * @param database name of its database
 * @param verdict the judgement of its logs
 * @param failures calls that have thrown
 * @param wrongAtRest keys that were wrong, or could not be cached, when all was quiet
 */
record Result(Cell cell, String database, Verdict verdict, int failures, int wrongAtRest) {

	static final String HEAD = row("cell", "cache", "database", "reads", "hits", "writes", "rolled", "overlaps",
			"stale", "for", "vain", "at rest", "failed");

	/**
	 * What the cell is called.
	 */
	String name() {
		return this.cell.name() + " " + this.cell.backend() + " " + this.database;
	}

	/**
	 * This and another run of the same cell.
	 */
	Result plus(Result other) {
		return new Result(this.cell, this.database, this.verdict.plus(other.verdict), this.failures + other.failures,
				this.wrongAtRest + other.wrongAtRest);
	}

	@Override
	public String toString() {
		Verdict found = this.verdict;
		return row(this.cell.name(), this.cell.backend(), this.database, found.reads(),
				"%.1f%%".formatted(100 * found.hitRatio()), found.writes(), found.rollbacks(), found.overlaps(),
				found.stale(), found.longest().toMillis() + "ms", found.rolledBack(), this.wrongAtRest, this.failures);
	}

	private static String row(Object... columns) {
		return "%-43s %-9s %-10s %8s %6s %7s %7s %8s %6s %7s %6s %7s %6s".formatted(columns);
	}

}
