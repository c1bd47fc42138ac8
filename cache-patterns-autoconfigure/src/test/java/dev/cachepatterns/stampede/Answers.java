package dev.cachepatterns.stampede;

/**
 * What callers have got.
 *
 * @param served the value
 * @param failed the loader's exception
 * @param wrong anything else
 * @param longest the longest call, in milliseconds
 */
record Answers(int served, int failed, int wrong, long longest) {

	static final Answers NONE = new Answers(0, 0, 0, 0);

	static Answers of(String line) {
		String[] words = line.split(" ");
		return new Answers(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]),
				Long.parseLong(words[3]));
	}

	Answers plus(Answers other) {
		return new Answers(this.served + other.served, this.failed + other.failed, this.wrong + other.wrong,
				Math.max(this.longest, other.longest));
	}

}
