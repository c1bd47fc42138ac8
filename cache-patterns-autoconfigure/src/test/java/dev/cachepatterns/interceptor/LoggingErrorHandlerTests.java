package dev.cachepatterns.interceptor;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the log has of an outage.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoggingErrorHandlerTests {

	private final Cache cache = new ConcurrentMapCache("cities");

	private final StoreUnavailableException outage = new StoreUnavailableException("Redis is unavailable", null);

	private long now;

	private final LoggingErrorHandler handler = new LoggingErrorHandler(() -> this.now);

	@Test
	void oneLineInTenSecondsForEachKindOfCall(CapturedOutput output) {
		for (int i = 0; i < 100; i++) {
			this.handler.handleCacheEvictError(this.outage, this.cache, i);
		}
		this.handler.handleCacheGetError(this.outage, this.cache, "Rome");
		this.now += Duration.ofSeconds(10).toNanos();
		this.handler.handleCacheEvictError(this.outage, this.cache, 100);
		assertThat(output.getOut().lines().filter((line) -> line.contains("Cache 'cities'"))).satisfiesExactly(
				(line) -> assertThat(line).endsWith("may keep an old value of key '0': Redis is unavailable"),
				(line) -> assertThat(line).endsWith("is not asked for key 'Rome': Redis is unavailable"),
				(line) -> assertThat(line).endsWith("may keep an old value of key '100': Redis is unavailable "
						+ "(and 99 calls since the last such line)"));
	}

	@Test
	void callsThatWereNotMadeAreNotLogged(CapturedOutput output) {
		this.handler.handleCacheGetError(StoreUnavailableException.notAsked("The cache is out"), this.cache, "Rome");
		assertThat(output).doesNotContain("cities");
	}

	@Test
	void otherFailuresAreAllLogged(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.handler.handleCachePutError(new IllegalStateException("No codec"), this.cache, i, "value");
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains("No codec"))).hasSize(3);
	}

}
