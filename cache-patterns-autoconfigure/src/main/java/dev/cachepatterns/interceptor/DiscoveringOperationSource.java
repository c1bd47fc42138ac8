package dev.cachepatterns.interceptor;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.TypeRegistry;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.core.MethodClassKey;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.util.ClassUtils;

/**
 * The operations of annotated methods, of which it takes note as beans are created: types
 * become known before the first read, contradictory annotations stop the start, and two
 * methods whose keys cannot be told apart are reported.
 */
public final class DiscoveringOperationSource implements CacheOperationSource {

	private static final Log logger = LogFactory.getLog(DiscoveringOperationSource.class);

	private final CacheOperationSource operations;

	private final TypeRegistry types;

	private final Duration intentTimeout;

	private final UnaryOperator<String> resolve;

	private final AnnotationTransactionAttributeSource transactions = new AnnotationTransactionAttributeSource(false);

	private final Set<MethodClassKey> seen = ConcurrentHashMap.newKeySet();

	private final ConcurrentMap<GeneratedKey, Method> methods = new ConcurrentHashMap<>();

	/**
	 * A source that takes note.
	 * @param operations finds the operations
	 * @param types told of the types
	 * @param intentTimeout the time of an announced write
	 * @param resolve replaces properties in a text
	 */
	public DiscoveringOperationSource(CacheOperationSource operations, TypeRegistry types, Duration intentTimeout,
			UnaryOperator<String> resolve) {
		this.resolve = resolve;
		this.operations = operations;
		this.types = types;
		this.intentTimeout = intentTimeout;
	}

	/**
	 * The methods that only read, or all others.
	 * @param reads whether to take those that only read
	 * @return a part of this source
	 */
	public CacheOperationSource part(boolean reads) {
		return new Part(this, reads);
	}

	@Override
	public boolean isCandidateClass(Class<?> targetClass) {
		return this.operations.isCandidateClass(targetClass);
	}

	@Override
	public @Nullable Collection<CacheOperation> getCacheOperations(Method method, @Nullable Class<?> targetClass) {
		Collection<CacheOperation> found = this.operations.getCacheOperations(method, targetClass);
		if (found != null && !found.isEmpty() && this.seen.add(new MethodClassKey(method, targetClass))) {
			Class<?> owner = ClassUtils.getUserClass((targetClass != null) ? targetClass : method.getDeclaringClass());
			found.forEach((operation) -> note(operation, method, owner));
			MethodInspector.checkTags(found, method, owner);
			if (!found.stream().allMatch(CacheableOperation.class::isInstance)) {
				reportLongTransaction(method, owner);
			}
		}
		return found;
	}

	private void note(CacheOperation operation, Method method, Class<?> owner) {
		OperationTraits traits = MethodInspector.inspect(operation, method, owner, this.resolve);
		for (String cache : operation.getCacheNames()) {
			if (traits.expected().type() != null) {
				this.types.declare(cache, traits.expected().type());
			}
			if (operation instanceof CacheableOperation && MethodInspector.generatedKey(operation)) {
				reportSharedKeys(cache, MethodInspector.declared(method, owner));
			}
		}
	}

	private void reportLongTransaction(Method method, Class<?> owner) {
		TransactionAttribute transaction = this.transactions.getTransactionAttribute(method, owner);
		if (transaction != null && transaction.getTimeout() > this.intentTimeout.toSeconds()) {
			logger
				.warn(("%s has @Transactional(timeout = %d), which is longer than 'cache-patterns.consistency.intent-timeout' (%d s): "
						+ "after a commit later than that, an instance that dies may leave an old value in the cache. Let the intent-timeout be longer.")
					.formatted(ClassUtils.getQualifiedMethodName(method), transaction.getTimeout(),
							this.intentTimeout.toSeconds()));
		}
	}

	private void reportSharedKeys(String cache, Method method) {
		Method other = this.methods.putIfAbsent(new GeneratedKey(cache, Arrays.asList(method.getParameterTypes())),
				method);
		if (other != null && !other.equals(method)) {
			logger.warn(("%s and %s have the same keys in cache '%s', because a generated key is only the arguments. "
					+ "A write or an eviction of one ends the entry of both. Give each a cache of its own, or a key = \"...\".")
				.formatted(ClassUtils.getQualifiedMethodName(other), ClassUtils.getQualifiedMethodName(method), cache));
		}
	}

	private record GeneratedKey(String cache, List<Class<?>> parameters) {
	}

	/**
	 * The methods of a source on one side of the transaction's advice.
	 */
	private record Part(CacheOperationSource all, boolean reads) implements CacheOperationSource {

		@Override
		public boolean isCandidateClass(Class<?> targetClass) {
			return this.all.isCandidateClass(targetClass);
		}

		@Override
		public @Nullable Collection<CacheOperation> getCacheOperations(Method method, @Nullable Class<?> targetClass) {
			Collection<CacheOperation> found = this.all.getCacheOperations(method, targetClass);
			boolean mine = found != null
					&& this.reads == found.stream().allMatch((operation) -> operation instanceof CacheableOperation);
			return mine ? found : null;
		}

	}

}
