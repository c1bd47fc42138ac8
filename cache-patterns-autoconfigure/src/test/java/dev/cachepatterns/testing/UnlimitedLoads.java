package dev.cachepatterns.testing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.pattern.LoadGuard;
import dev.cachepatterns.pattern.LoadLimiter;

/**
 * A database that bears everything.
 */
public final class UnlimitedLoads implements LoadLimiter {

	private UnlimitedLoads() {
	}

	public static LoadGuard guard() {
		return guard(Duration.ZERO);
	}

	/**
	 * Where equal loads wait for each other.
	 */
	public static LoadGuard guard(Duration wait) {
		return new LoadGuard(new UnlimitedLoads(), wait, Duration.ofMinutes(1));
	}

	@Override
	public CompletableFuture<@Nullable Void> acquire(Duration atMost) {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public void release() {
		// There is no number to keep
	}

}
