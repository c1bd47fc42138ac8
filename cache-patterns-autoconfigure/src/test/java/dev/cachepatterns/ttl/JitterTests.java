package dev.cachepatterns.ttl;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Times to live, shortened at random.
 */
class JitterTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@Test
	void percentTakesOffUpToItsPart() {
		Jitter jitter = Jitter.percent(10);
		assertThat(jitter.shorten(MINUTE, () -> 0)).isEqualTo(MINUTE);
		assertThat(jitter.shorten(MINUTE, () -> 0.5)).isEqualTo(Duration.ofSeconds(57));
		assertThat(jitter.shorten(MINUTE, () -> 1)).isEqualTo(Duration.ofSeconds(54));
	}

	@Test
	void timeTakesOffUpToThatAndHalfOfAShortOne() {
		Jitter jitter = Jitter.upTo(Duration.ofSeconds(20));
		assertThat(jitter.shorten(MINUTE, () -> 1)).isEqualTo(Duration.ofSeconds(40));
		assertThat(jitter.shorten(Duration.ofSeconds(10), () -> 1)).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void somethingIsLeftOfEveryTimeAndNothingOfNothing() {
		assertThat(Jitter.percent(100).shorten(MINUTE, () -> 1)).isEqualTo(Duration.ofMillis(1));
		assertThat(Jitter.percent(100).shorten(Duration.ZERO, () -> 0)).isZero();
	}

	@Test
	void policyWithJitterSpreadsItsTimes() {
		TtlPolicy policy = TtlPolicy.fixed(MINUTE, Duration.ZERO).with(Jitter.percent(10));
		Set<Duration> times = IntStream.range(0, 100)
			.mapToObj((i) -> policy.lifetime("value").ttl())
			.collect(Collectors.toSet());
		assertThat(times).hasSizeGreaterThan(90)
			.allSatisfy((time) -> assertThat(time).isBetween(Duration.ofSeconds(54), MINUTE));
		assertThat(policy.lifetime(null).ttl()).isZero();
	}

	@Test
	void policyWithoutJitterIsItself() {
		TtlPolicy policy = TtlPolicy.fixed(MINUTE, Duration.ZERO);
		assertThat(policy.with(Jitter.NONE)).isSameAs(policy);
	}

}
