package dev.cachepatterns.interceptor;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.cache.UnusableKeyException;
import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.pattern.Intent;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.pattern.Snapshot;
import dev.cachepatterns.pattern.WriteIntent;
import dev.cachepatterns.store.Region;
import org.springframework.cache.interceptor.CacheErrorHandler;

/**
 * One change that a call makes to a cache, to be made now or after a commit.
 */
sealed interface CacheWrite {

	/**
	 * The cache.
	 */
	CacheView cache();

	/**
	 * Makes the change.
	 */
	void run();

	/**
	 * The change that is safe when nobody knows whether this one is right.
	 */
	CacheWrite invalidation();

	/**
	 * The change that is right when it was not announced before the commit.
	 */
	default CacheWrite unannounced() {
		return this;
	}

	/**
	 * Announces the change before a commit.
	 * @return the intent, {@code null} if the change needs none
	 */
	default @Nullable Intent intend() {
		return null;
	}

	/**
	 * Makes an announced change after the commit.
	 * @param intent the intent
	 * @param publish whether the new value may be left
	 */
	default void exit(Intent intent, boolean publish) {
		cache().leave(intent);
	}

	/**
	 * Lets go of what was held for a change that will not be made.
	 */
	default void abandon() {
		// Nothing is held
	}

	/**
	 * Gives a failure to the application.
	 */
	void failed(RuntimeException failure, CacheErrorHandler handler);

	/**
	 * What must be read from the database until the change is made; {@code null} if
	 * nothing.
	 */
	@Nullable Touched touches();

	/**
	 * What is owed until the cache knows of the change; {@code null} if nothing.
	 */
	default @Nullable Debt debt() {
		Touched touched = touches();
		if (touched == null || cache().aside().eventual()) {
			return null;
		}
		if (touched.key() == null) {
			return Debt.all(touched.cache());
		}
		try {
			return Debt.of(cache().entry(touched.key()));
		}
		catch (UnusableKeyException ex) {
			return null;
		}
	}

	/**
	 * An entry, or a whole cache where the key is {@code null}.
	 */
	record Touched(Region cache, @Nullable Object key) {
	}

	/**
	 * The value of a read that missed, and how it was then. What its reader changes
	 * before the commit is not for others: it may never be written.
	 */
	record Fill(CacheView cache, Object key, Read miss, @Nullable Object value,
			@Nullable Snapshot loaded) implements CacheWrite {

		Fill(CacheView cache, Object key, Read miss, @Nullable Object value) {
			this(cache, key, miss, value, null);
		}

		/**
		 * The same, to be made later.
		 */
		Fill later() {
			return new Fill(this.cache, this.key, this.miss, this.value, this.cache.snapshot(this.value));
		}

		@Override
		public void run() {
			if (this.loaded != null && !this.loaded.equals(this.cache.snapshot(this.value))) {
				this.cache.release(this.miss, false, null);
			}
			else {
				this.cache.fill(this.miss, this.value);
			}
		}

		@Override
		public void abandon() {
			this.cache.release(this.miss, false, null);
		}

		@Override
		public CacheWrite invalidation() {
			return new Evict(this.cache, this.key);
		}

		@Override
		public void failed(RuntimeException failure, CacheErrorHandler handler) {
			handler.handleCachePutError(failure, this.cache.cache(), this.key, this.value);
		}

		@Override
		public @Nullable Touched touches() {
			return null;
		}

	}

	/**
	 * A value that was written.
	 */
	record Put(CacheView cache, Object key, @Nullable Object value) implements CacheWrite {

		@Override
		public void run() {
			this.cache.put(this.key, this.value);
		}

		@Override
		public CacheWrite unannounced() {
			return this.cache.aside().eventual() ? this : invalidation();
		}

		@Override
		public Intent intend() {
			return this.cache.intend(this.key);
		}

		@Override
		public void exit(Intent intent, boolean publish) {
			if (publish && intent instanceof WriteIntent write) {
				this.cache.publish(write, this.value);
			}
			else {
				this.cache.leave(intent);
			}
		}

		@Override
		public CacheWrite invalidation() {
			return new Evict(this.cache, this.key);
		}

		@Override
		public void failed(RuntimeException failure, CacheErrorHandler handler) {
			handler.handleCachePutError(failure, this.cache.cache(), this.key, this.value);
		}

		@Override
		public Touched touches() {
			return new Touched(this.cache.region(), this.key);
		}

	}

	/**
	 * An entry that a write made old.
	 */
	record Evict(CacheView cache, Object key) implements CacheWrite {

		@Override
		public void run() {
			this.cache.evict(this.key);
		}

		@Override
		public Intent intend() {
			return this.cache.intend(this.key);
		}

		@Override
		public CacheWrite invalidation() {
			return this;
		}

		@Override
		public void failed(RuntimeException failure, CacheErrorHandler handler) {
			handler.handleCacheEvictError(failure, this.cache.cache(), this.key);
		}

		@Override
		public Touched touches() {
			return new Touched(this.cache.region(), this.key);
		}

	}

	/**
	 * A cache that a write made old as a whole.
	 */
	record Clear(CacheView cache) implements CacheWrite {

		@Override
		public void run() {
			this.cache.clear();
		}

		@Override
		public Intent intend() {
			return this.cache.intendClear();
		}

		@Override
		public CacheWrite invalidation() {
			return this;
		}

		@Override
		public void failed(RuntimeException failure, CacheErrorHandler handler) {
			handler.handleCacheClearError(failure, this.cache.cache());
		}

		@Override
		public Touched touches() {
			return new Touched(this.cache.region(), null);
		}

	}

}
