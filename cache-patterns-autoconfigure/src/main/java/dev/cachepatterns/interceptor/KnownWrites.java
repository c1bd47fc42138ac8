package dev.cachepatterns.interceptor;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.CacheView;
import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.expression.EvaluationException;
import org.springframework.util.StringUtils;

/**
 * What a write changes, as far as that is known before its method has run.
 *
 * @param expressions evaluates keys and conditions
 * @param generators the generator of keys of an operation
 */
record KnownWrites(EntryExpression expressions, Function<CacheOperation, KeyGenerator> generators) {

	/**
	 * A write.
	 * @return the write, {@code null} if its key or its condition needs the result, or it
	 * is not to be made
	 * @throws EvaluationException if it is not known which tags its value gets
	 */
	@Nullable CacheWrite before(CacheView cache, CacheOperationInvocationContext<CacheOperation> context) {
		CacheOperation operation = context.getOperation();
		if ((operation.getKey() + operation.getCondition()).contains("#result")) {
			return null;
		}
		CacheWrite write = known(cache, context);
		if (write != null && operation instanceof CachePutOperation) {
			cache.tags();
		}
		return write;
	}

	private @Nullable CacheWrite known(CacheView cache, CacheOperationInvocationContext<CacheOperation> context) {
		CacheOperation operation = context.getOperation();
		try {
			boolean wanted = !StringUtils.hasText(operation.getCondition())
					|| Boolean.TRUE.equals(this.expressions.evaluate(operation.getCondition(), context, null));
			if (wanted && operation instanceof CacheEvictOperation evict && evict.isCacheWide()) {
				return new CacheWrite.Clear(cache);
			}
			Object key = wanted ? key(context) : null;
			return (key != null) ? evict(cache, key) : null;
		}
		catch (EvaluationException ex) {
			// Spring will say what is wrong, if it is the expression
			return null;
		}
	}

	/**
	 * The eviction of a key; of tags only if it is one.
	 */
	private static @Nullable CacheWrite evict(CacheView cache, Object key) {
		List<CacheWrite> evictions = CallTags.evictions(cache, key);
		return (evictions.size() == 1) ? evictions.get(0) : null;
	}

	private @Nullable Object key(CacheOperationInvocationContext<CacheOperation> context) {
		CacheOperation operation = context.getOperation();
		if (StringUtils.hasText(operation.getKey())) {
			return this.expressions.evaluate(operation.getKey(), context, null);
		}
		return this.generators.apply(operation).generate(context.getTarget(), context.getMethod(), context.getArgs());
	}

}
