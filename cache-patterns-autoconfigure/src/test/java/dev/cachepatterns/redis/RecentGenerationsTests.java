package dev.cachepatterns.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.redis.RecentGenerations.Moment;
import dev.cachepatterns.store.Frame;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.testing.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentGenerations}.
 */
class RecentGenerationsTests {

	private static final StoreKey KEY = StoreKey.of(Region.of("test", "places"), "Lima");

	private static final byte[] ONE = Frame.encodeGeneration(1);

	private static final byte[] TWO = Frame.encodeGeneration(2);

	private final MutableClock clock = new MutableClock();

	private final RecentGenerations generations = new RecentGenerations(this.clock);

	@Test
	void generationIsKeptForLessThanASecondSinceItsReadBegan() {
		Moment read = this.generations.now();
		this.clock.advance(Duration.ofMillis(600));
		this.generations.keep(KEY, ONE, read);
		this.clock.advance(Duration.ofMillis(399));
		assertThat(this.generations.get(KEY)).isEqualTo(ONE);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.generations.get(KEY)).isNull();
	}

	@Test
	void generationIsNotKeptWhenTheClockGoesBack() {
		this.generations.keep(KEY, ONE, this.generations.now());
		this.clock.advance(Duration.ofMillis(-1));
		assertThat(this.generations.get(KEY)).isNull();
	}

	@Test
	void generationThatIsReadAgainIsKeptForLonger() {
		this.generations.keep(KEY, ONE, this.generations.now());
		this.clock.advance(Duration.ofMillis(600));
		this.generations.keep(KEY, ONE, this.generations.now());
		this.clock.advance(Duration.ofMillis(600));
		assertThat(this.generations.get(KEY)).isEqualTo(ONE);
	}

	@Test
	void anotherGenerationTakesThePlaceAtOnce() {
		this.generations.keep(KEY, ONE, this.generations.now());
		this.generations.keep(KEY, TWO, this.generations.now());
		assertThat(this.generations.get(KEY)).isEqualTo(TWO);
	}

	@Test
	void generationThatIsReadDuringAClearIsForgottenWithTheOthers() {
		this.generations.keep(KEY, ONE, this.generations.now());
		Moment read = this.generations.now();
		this.generations.forget();
		assertThat(this.generations.get(KEY)).isNull();
		this.generations.keep(KEY, ONE, read);
		assertThat(this.generations.get(KEY)).isNull();
	}

	@Test
	void whatIsNoGenerationIsNotKept() {
		this.generations.keep(KEY, null, this.generations.now());
		this.generations.keep(KEY, "\1W\0".getBytes(StandardCharsets.ISO_8859_1), this.generations.now());
		assertThat(this.generations.get(KEY)).isNull();
	}

	@Test
	void generationsOfManyRegionsAreNeverMixedUp() {
		for (int i = 0; i < 10_000; i++) {
			this.generations.keep(key(i), Frame.encodeGeneration(i), this.generations.now());
		}
		int kept = 0;
		for (int i = 0; i < 10_000; i++) {
			byte[] found = this.generations.get(key(i));
			kept += (found != null) ? 1 : 0;
			assertThat((found != null) ? id(found) : i).isEqualTo(i);
		}
		assertThat(kept).isBetween(1000, 4096);
	}

	private static StoreKey key(int number) {
		return StoreKey.of(Region.of("tenant-" + number / 20, "places"), "key-" + number);
	}

	private static long id(byte[] generation) {
		return Frame.decodeGeneration(ByteBuffer.wrap(generation)).orElseThrow();
	}

}
