package dev.cachepatterns.interceptor;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.cache.Surroundings;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.cache.interceptor.CacheOperationInvoker;
import org.springframework.cache.interceptor.CacheOperationInvoker.ThrowableWrapper;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.util.StringUtils;

/**
 * Spring's cache interceptor, which gives each operation of a call an
 * {@link InvocationCache} in place of the cache itself. Caches of other managers are used
 * as Spring would.
 */
public final class CachePatternsInterceptor extends CacheInterceptor {

	private final ThreadLocal<@Nullable Invocation> current = new ThreadLocal<>();

	private final ConcurrentMap<CacheOperationMetadata, OperationTraits> traits = new ConcurrentHashMap<>();

	private final AnnotationTransactionAttributeSource transactions = new AnnotationTransactionAttributeSource(false);

	private final Completion completion = Completion.create();

	private final FillRules rules = new FillRules();

	private final EntryExpression expressions;

	private final KnownWrites writes;

	private final WriteExecutor executor;

	/**
	 * An interceptor.
	 * @param beans resolves {@code @bean} in expressions
	 * @param executor changes caches for methods that must not block
	 * @param policy what becomes of writes that the cache cannot be told of
	 */
	public CachePatternsInterceptor(BeanFactory beans, Executor executor, WritePolicy policy) {
		this.expressions = new EntryExpression(beans);
		this.writes = new KnownWrites(this.expressions, this::generator);
		this.executor = new WriteExecutor(executor, this::getErrorHandler, policy);
	}

	/**
	 * What surrounds calls of caches that the application makes itself.
	 * @return the transaction and the persistence contexts of the calling thread
	 */
	public Surroundings surroundings() {
		return new CallerSurroundings(this.rules, this.executor);
	}

	@Override
	public CacheErrorHandler getErrorHandler() {
		return new CacheFailures(super.getErrorHandler());
	}

	@Override
	protected @Nullable Object execute(CacheOperationInvoker invoker, Object target, Method method,
			@Nullable Object[] args) {
		boolean later = this.completion.handles(method.getReturnType());
		Call call = new Call(invoker, target, method, args, later);
		Origin origin = new Origin(method, target.getClass(), this.transactions);
		return run(call, new Invocation(later, this.executor, origin, call, null));
	}

	private @Nullable Object run(Call call, Invocation invocation) {
		Invocation outer = this.current.get();
		// Spring asks for all caches of a call first, on this thread
		this.current.set(invocation);
		try {
			return call.later ? runLater(call, invocation) : runNow(call, invocation);
		}
		finally {
			this.current.set(outer);
		}
	}

	private @Nullable Object runNow(Call call, Invocation invocation) {
		try {
			return super.execute(() -> {
				invocation.announce();
				return invocation.leases().run(call.invoker, (rerun, result) -> call.finish(rerun, invocation, result));
			}, call.target, call.method, call.args);
		}
		catch (ThrowableWrapper ex) {
			Rerun stale = invocation.fail(ex.getOriginal());
			if (stale == null) {
				throw ex;
			}
			return call.serve(stale, invocation, ex.getOriginal());
		}
		finally {
			invocation.end();
		}
	}

	private @Nullable Object runLater(Call call, Invocation invocation) {
		Class<?> type = call.method.getReturnType();
		CacheOperationInvoker start = () -> this.completion.start(call.invoker::invoke, type, invocation);
		Object result = this.completion.finish(super.execute(start, call.target, call.method, call.args), type,
				invocation);
		return invocation.writesOnly() ? result : this.completion.recover(result, type, (failure) -> {
			Rerun stale = invocation.fail(failure);
			return (stale != null) ? call.serve(stale, invocation, failure) : null;
		});
	}

	@Override
	protected Collection<? extends Cache> getCaches(CacheOperationInvocationContext<CacheOperation> context,
			CacheResolver cacheResolver) {
		Collection<? extends Cache> caches = super.getCaches(context, cacheResolver);
		Invocation invocation = this.current.get();
		if (invocation == null) {
			return caches;
		}
		if (caches.size() == 1 && caches instanceof List<? extends Cache> one) {
			return List.of(view(one.get(0), invocation, context));
		}
		List<Cache> views = new ArrayList<>(caches.size());
		caches.forEach((cache) -> views.add(view(cache, invocation, context)));
		return views;
	}

	private Cache view(Cache cache, Invocation invocation, CacheOperationInvocationContext<CacheOperation> context) {
		if (!(cache instanceof PatternCache ours)) {
			return cache;
		}
		// The context calls this while it is constructed
		OperationTraits operation = invocation.begun();
		InvocationCache view = new InvocationCache(
				ours.used(this.expressions.caller(operation, context), invocation.prefix(ours)), operation.fill(),
				invocation, this.expressions.entry(operation, context), this.rules);
		if (writesLater(context.getOperation())) {
			invocation.willWrite(() -> this.writes.before(view.view(), context),
					context.getOperation() instanceof CachePutOperation);
		}
		return view;
	}

	private static boolean writesLater(CacheOperation operation) {
		return operation instanceof CachePutOperation
				|| (operation instanceof CacheEvictOperation evict && !evict.isBeforeInvocation());
	}

	private KeyGenerator generator(CacheOperation operation) {
		return StringUtils.hasText(operation.getKeyGenerator())
				? getBean(operation.getKeyGenerator(), KeyGenerator.class) : getKeyGenerator();
	}

	@Override
	protected CacheOperationContext getOperationContext(CacheOperation operation, Method method,
			@Nullable Object[] args, Object target, Class<?> targetClass) {
		CacheOperationMetadata metadata = getCacheOperationMetadata(operation, method, targetClass);
		OperationTraits traits = traits(metadata, operation, method, target);
		Invocation invocation = this.current.get();
		if (invocation != null) {
			invocation.begin(traits);
		}
		return new Context(metadata, args, target, traits);
	}

	private OperationTraits traits(CacheOperationMetadata metadata, CacheOperation operation, Method method,
			Object target) {
		OperationTraits known = this.traits.get(metadata);
		if (known == null) {
			known = MethodInspector.inspect(operation, method, AopProxyUtils.ultimateTargetClass(target),
					this.expressions::resolve);
			this.traits.put(metadata, known);
		}
		return known;
	}

	/**
	 * A call as Spring has got it.
	 */
	private final class Call implements Consumer<Invocation> {

		private final CacheOperationInvoker invoker;

		private final Object target;

		private final Method method;

		private final @Nullable Object[] args;

		private final boolean later;

		Call(CacheOperationInvoker invoker, Object target, Method method, @Nullable Object[] args, boolean later) {
			this.invoker = invoker;
			this.target = target;
			this.method = method;
			this.args = args;
			this.later = later;
		}

		@Nullable Object serve(Rerun stale, Invocation invocation, Throwable failure) {
			stale.report(failure);
			return run(this, invocation.again(stale));
		}

		/**
		 * Stores the result of a method for which its caller has not waited.
		 */
		void finish(Rerun rerun, Invocation invocation, @Nullable Object result) {
			new Call(() -> result, this.target, this.method, this.args, this.later).accept(invocation.again(rerun));
		}

		/**
		 * Runs the method for a value that is served meanwhile.
		 */
		@Override
		public void accept(Invocation again) {
			Rerun rerun = Objects.requireNonNull(again.rerun());
			try {
				CachePatternsInterceptor.this.completion.run(run(this, again), this.method.getReturnType(),
						rerun::report);
			}
			catch (ThrowableWrapper ex) {
				rerun.report(ex.getOriginal());
			}
		}

	}

	/**
	 * Leaves no old value where a write-through must not leave its new one.
	 */
	private final class Context extends CacheOperationContext {

		private final OperationTraits traits;

		Context(CacheOperationMetadata metadata, @Nullable Object[] args, Object target, OperationTraits traits) {
			super(metadata, args, target);
			this.traits = traits;
		}

		@Override
		protected boolean canPutToCache(@Nullable Object value) {
			boolean wanted = super.canPutToCache(value);
			if (!wanted && this.traits.writeThrough() != null) {
				Object key = (getGeneratedKey() != null) ? getGeneratedKey() : generateKey(value);
				for (Cache cache : getCaches()) {
					if (key != null) {
						doEvict(cache, key, false);
					}
				}
			}
			return wanted;
		}

	}

}
