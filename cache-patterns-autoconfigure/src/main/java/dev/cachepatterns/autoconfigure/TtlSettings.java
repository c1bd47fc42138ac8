package dev.cachepatterns.autoconfigure;

import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.autoconfigure.CachePatternsProperties.CacheSettings;
import dev.cachepatterns.autoconfigure.CachePatternsProperties.Defaults;
import dev.cachepatterns.ttl.Jitter;
import dev.cachepatterns.ttl.Lifetime;
import dev.cachepatterns.ttl.LoadTimeouts;
import dev.cachepatterns.ttl.TtlPolicy;

/**
 * How long the entries of a cache live by its properties: each its own, else the default.
 *
 * @param cache name of the cache
 * @param own the settings of the cache
 * @param defaults those of all caches
 */
record TtlSettings(String cache, CacheSettings own, Defaults defaults) {

	private static final String DEFAULTS = "cache-patterns.defaults.";

	/**
	 * Checks the defaults.
	 * @throws CachePatternsConfigurationException naming the property and the remedy
	 */
	static void check(Defaults defaults) {
		Check.ttl(DEFAULTS + "ttl", defaults.ttl());
		Check.time(DEFAULTS + "null-ttl", defaults.nullTtl());
		Check.time(DEFAULTS + "stale-while-revalidate", defaults.staleWhileRevalidate());
		Check.time(DEFAULTS + "stale-if-error", defaults.staleIfError());
		idle(DEFAULTS + "time-to-idle", defaults.timeToIdle(), defaults.ttl());
		Check.jitter(DEFAULTS + "ttl-jitter", defaults.ttlJitter(), defaults.ttl());
		part(DEFAULTS + "refresh-ahead", defaults.refreshAhead());
		soft(DEFAULTS + "soft-load-timeout", defaults.softLoadTimeout(), defaults.staleIfError());
		hard(DEFAULTS + "load-timeout", defaults.loadTimeout(), defaults.softLoadTimeout());
	}

	/**
	 * Checks the settings of the cache.
	 * @throws CachePatternsConfigurationException naming the property and the remedy
	 */
	void check() {
		Check.ttl(property("ttl"), this.own.ttl());
		Check.time(property("null-ttl"), this.own.nullTtl());
		Check.time(property("stale-while-revalidate"), this.own.staleWhileRevalidate());
		Check.time(property("stale-if-error"), this.own.staleIfError());
		idle(property("time-to-idle"), this.own.timeToIdle(), ttl());
		Check.jitter(property("ttl-jitter"), this.own.ttlJitter(), ttl());
		part(property("refresh-ahead"), refreshAhead());
		soft(property("soft-load-timeout"), this.own.softLoadTimeout(),
				own(CacheSettings::staleIfError, Defaults::staleIfError));
		hard(property("load-timeout"), this.own.loadTimeout(), timeouts().soft());
	}

	private static void soft(String property, @Nullable Duration value, Duration staleIfError) {
		Check.time(property, value);
		if (value != null && !value.isZero() && staleIfError.isZero()) {
			throw Check.invalid(property, Check.text(value),
					"no value is kept that could be served in place of a slow load",
					"Set 'stale-if-error' of the same cache, or use 'load-timeout'.");
		}
	}

	private static void hard(String property, @Nullable Duration value, Duration soft) {
		Check.time(property, value);
		if (value != null && !value.isZero() && value.compareTo(soft) < 0) {
			throw Check.invalid(property, Check.text(value), "the soft timeout is " + Check.text(soft),
					"Use a longer time, or 0 for none.");
		}
	}

	/**
	 * How long callers wait for a load.
	 */
	LoadTimeouts timeouts() {
		return new LoadTimeouts(own(CacheSettings::softLoadTimeout, Defaults::softLoadTimeout),
				own(CacheSettings::loadTimeout, Defaults::loadTimeout));
	}

	private static void idle(String property, @Nullable Duration value, Duration ttl) {
		Check.time(property, value);
		if (value != null && value.compareTo(ttl) >= 0) {
			throw Check.invalid(property, Check.text(value), "the time to live is " + Check.text(ttl),
					"Use a shorter time, or 0 to keep what nobody reads.");
		}
	}

	/**
	 * The policy. {@code null} lives no longer than other values unless it is told to,
	 * and is not served after that.
	 */
	TtlPolicy policy() {
		Lifetime values = new Lifetime(ttl(), own(CacheSettings::staleWhileRevalidate, Defaults::staleWhileRevalidate),
				own(CacheSettings::staleIfError, Defaults::staleIfError), timeToIdle(),
				part(property("refresh-ahead"), refreshAhead()));
		return TtlPolicy.fixed(values, Lifetime.of(nullTtl())).with(jitter());
	}

	private Duration ttl() {
		Duration ttl = this.own.ttl();
		if (ttl != null) {
			return ttl;
		}
		return this.own.writeThrough() ? this.defaults.writeThroughTtl() : this.defaults.ttl();
	}

	private Duration nullTtl() {
		Duration ttl = ttl();
		Duration own = this.own.nullTtl();
		return (own != null) ? own : min(this.defaults.nullTtl(), ttl);
	}

	/**
	 * A default that is not shorter than the cache's own TTL has no effect.
	 */
	private Duration timeToIdle() {
		Duration idle = own(CacheSettings::timeToIdle, Defaults::timeToIdle);
		return (idle.compareTo(ttl()) < 0) ? idle : Duration.ZERO;
	}

	private Duration own(Function<CacheSettings, @Nullable Duration> own, Function<Defaults, Duration> other) {
		Duration value = own.apply(this.own);
		return (value != null) ? value : other.apply(this.defaults);
	}

	private String refreshAhead() {
		return (this.own.refreshAhead() != null) ? this.own.refreshAhead() : this.defaults.refreshAhead();
	}

	private Jitter jitter() {
		return (this.own.ttlJitter() != null) ? Jitters.parse(property("ttl-jitter"), this.own.ttlJitter())
				: Jitters.parse(DEFAULTS + "ttl-jitter", this.defaults.ttlJitter());
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private String property(String name) {
		return "cache-patterns.caches." + this.cache + "." + name;
	}

	private static double part(String property, String value) {
		double percent = Jitters.percent(value);
		if (!(percent > 0 && percent <= 100)) {
			throw Check.invalid(property, value, "it is no part of a time to live",
					"Use a part such as 80%, or 100% not to load ahead of the end.");
		}
		return percent / 100;
	}

}
