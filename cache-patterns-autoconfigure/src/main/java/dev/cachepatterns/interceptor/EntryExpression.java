package dev.cachepatterns.interceptor;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.cache.CacheTag;
import dev.cachepatterns.pattern.Caller;
import dev.cachepatterns.ttl.TtlOverride;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationInvocationContext;
import org.springframework.context.expression.AnnotatedElementKey;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.context.expression.CachedExpressionEvaluator;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.util.ObjectUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Evaluates {@code @WriteThrough(entry = ...)}, {@code @CacheTtl} and {@code @CacheTags}
 * as Spring evaluates {@code key}: with the arguments, {@code #result} and
 * {@code #root.target}, {@code #root.method}, {@code #root.args}.
 */
final class EntryExpression extends CachedExpressionEvaluator {

	private final Map<ExpressionKey, Expression> expressions = new ConcurrentHashMap<>();

	private final BeanFactory beans;

	EntryExpression(BeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * What a call says of the values that it stores.
	 */
	Caller caller(OperationTraits operation, CacheOperationInvocationContext<CacheOperation> call) {
		MethodLifetime lifetime = operation.lifetime();
		String tags = operation.tags();
		if (lifetime == null && tags == null) {
			return operation.caller();
		}
		TtlOverride ttl = (lifetime != null) ? lifetime.in((expression, result) -> evaluate(expression, call, result))
				: null;
		return new Caller(operation.expected(), ttl, (tags != null) ? tags(tags, call) : Caller.UNTAGGED,
				operation.caller().timeouts());
	}

	private Supplier<List<String>> tags(String expression, CacheOperationInvocationContext<CacheOperation> call) {
		return SingletonSupplier
			.of(() -> CacheTag.all(evaluate(expression, call, null)).stream().map(CacheTag::name).toList());
	}

	/**
	 * Makes the value to store from the result of a call.
	 */
	UnaryOperator<@Nullable Object> entry(OperationTraits operation,
			CacheOperationInvocationContext<CacheOperation> call) {
		WriteThrough annotation = operation.writeThrough();
		if (annotation == null || annotation.entry().isEmpty()) {
			return UnaryOperator.identity();
		}
		return (result) -> evaluate(annotation.entry(), call, result);
	}

	@Nullable Object evaluate(String expression, CacheOperationInvocationContext<CacheOperation> call, @Nullable Object result) {
		Root root = new Root(call.getTarget(), call.getMethod(), call.getArgs());
		MethodBasedEvaluationContext context = new MethodBasedEvaluationContext(root, call.getMethod(), call.getArgs(),
				getParameterNameDiscoverer());
		context.setVariable("result", result);
		context.setBeanResolver(new BeanFactoryResolver(this.beans));
		AnnotatedElementKey method = new AnnotatedElementKey(call.getMethod(), call.getTarget().getClass());
		return ObjectUtils.unwrapOptional(getExpression(this.expressions, method, expression).getValue(context));
	}

	/**
	 * Replaces properties such as {@code ${name}} in a text.
	 */
	String resolve(String text) {
		String resolved = (this.beans instanceof ConfigurableBeanFactory configurable)
				? configurable.resolveEmbeddedValue(text) : text;
		return (resolved != null) ? resolved : "";
	}

	/**
	 * The root object of an expression.
	 */
	record Root(Object target, Method method, @Nullable Object[] args) {
	}

}
