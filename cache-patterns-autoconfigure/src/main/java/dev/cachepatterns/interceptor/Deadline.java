package dev.cachepatterns.interceptor;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.pattern.TimedLoads;
import dev.cachepatterns.ttl.LoadTimeouts;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;

/**
 * How long a call waits for its method, as the caches say that it has missed.
 */
final class Deadline {

	private Duration limit = Duration.ZERO;

	private @Nullable TimedLoads timed;

	/**
	 * A cache has missed.
	 * @return what the call gets at once, as it has waited in vain for the load of
	 * another; {@code null} if it has to load
	 */
	synchronized @Nullable Decoded missed(CacheView cache, Read miss) {
		LoadTimeouts timeouts = cache.aside().timeouts(cache.caller());
		if (miss.stale() != null && !miss.awaited() && !timeouts.soft().isZero()) {
			cache.cache().recordStaleHit();
			return miss.stale();
		}
		Duration own = timeouts.of(miss.stale() != null);
		if (!own.isZero() && (this.limit.isZero() || own.compareTo(this.limit) < 0)) {
			this.limit = own;
			this.timed = cache.aside().storage().timed();
		}
		return null;
	}

	/**
	 * Runs the method, for as long as its caller may wait.
	 * @param leave what becomes of it after that
	 * @param finish makes the call once more with a result for which it has not waited
	 */
	@Nullable Object run(CacheOperationInvoker method, Function<BiConsumer<Rerun, @Nullable Object>, LateLoad> leave,
			BiConsumer<Rerun, @Nullable Object> finish) {
		TimedLoads threads = this.timed;
		if (threads == null) {
			return method.invoke();
		}
		try {
			return threads.<@Nullable Object>call(method::invoke, this.limit, () -> leave.apply(finish));
		}
		catch (ThrowableWrapper ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ThrowableWrapper(ex);
		}
	}

}
