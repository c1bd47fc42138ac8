package dev.cachepatterns.stampede;

/**
 * What the rounds of a case have come to.
 */
final class Tally {

	private final String name;

	private int rounds;

	private int callers;

	private int fewest = Integer.MAX_VALUE;

	private int most;

	private Answers answers = Answers.NONE;

	private String remark = "";

	Tally(String name) {
		this.name = name;
	}

	void add(int callers, int loads, Answers answers) {
		this.rounds++;
		this.callers = callers;
		this.fewest = Math.min(this.fewest, loads);
		this.most = Math.max(this.most, loads);
		this.answers = this.answers.plus(answers);
	}

	void remark(String remark) {
		this.remark = "; " + remark;
	}

	@Override
	public String toString() {
		return "stampede %s: %d rounds, %d callers, loads per round %d to %d, %d failed, longest wait %d ms%s"
			.formatted(this.name, this.rounds, this.callers, this.fewest, this.most, this.answers.failed(),
					this.answers.longest(), this.remark);
	}

}
