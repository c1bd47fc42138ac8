package dev.cachepatterns.interceptor;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.annotation.CacheTags;
import dev.cachepatterns.annotation.CacheTtl;
import dev.cachepatterns.annotation.LoadTimeout;
import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.Caller;
import dev.cachepatterns.ttl.LoadTimeouts;
import org.springframework.aop.support.AopUtils;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CachePutOperation;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Reads from an annotated method what its operations need to know of it.
 */
final class MethodInspector {

	private MethodInspector() {
	}

	/**
	 * The traits of an operation.
	 * @param resolve replaces properties in a text
	 * @throws IllegalStateException if the annotations contradict each other
	 */
	static OperationTraits inspect(CacheOperation operation, Method method, Class<?> owner,
			UnaryOperator<String> resolve) {
		Method specific = AopUtils.getMostSpecificMethod(method, owner);
		boolean fill = operation instanceof CacheableOperation;
		WriteThrough writeThrough = (operation instanceof CachePutOperation) ? writeThrough(specific, owner) : null;
		boolean typed = writeThrough == null || writeThrough.entry().isEmpty();
		Type type = typed ? valueType(specific, owner) : null;
		int origin = (fill && generatedKey(operation)) ? origin(method, owner) : 0;
		Caller caller = new Caller(new Expected(type, origin), null, Caller.UNTAGGED,
				timeouts(specific, owner, resolve));
		return new OperationTraits(caller, fill, writeThrough, lifetime(specific, owner, resolve),
				(operation instanceof CacheEvictOperation) ? null : tags(specific, owner));
	}

	private static @Nullable String tags(Method method, Class<?> owner) {
		CacheTags found = annotation(CacheTags.class, method, owner);
		if (found == null) {
			return null;
		}
		if (found.value().contains("#result")) {
			throw new IllegalStateException(
					"%s has @CacheTags with '%s', but tags have to be known before the load: use the arguments in place of #result, or @EvictTags for each tag that may change."
						.formatted(signature(method, owner), found.value()));
		}
		try {
			new SpelExpressionParser().parseExpression(found.value());
		}
		catch (ParseException ex) {
			throw new IllegalStateException("%s has @CacheTags with '%s', which is no expression: %s"
				.formatted(signature(method, owner), found.value(), ex.getSimpleMessage()));
		}
		return found.value();
	}

	private static @Nullable MethodLifetime lifetime(Method method, Class<?> owner, UnaryOperator<String> resolve) {
		CacheTtl found = annotation(CacheTtl.class, method, owner);
		return (found != null) ? MethodLifetime.of(found, resolve, signature(method, owner)) : null;
	}

	private static UnaryOperator<LoadTimeouts> timeouts(Method method, Class<?> owner, UnaryOperator<String> resolve) {
		LoadTimeout found = annotation(LoadTimeout.class, method, owner);
		return (found != null) ? MethodLoadTimeouts.of(found, resolve, signature(method, owner))
				: UnaryOperator.identity();
	}

	private static <A extends Annotation> @Nullable A annotation(Class<A> type, Method method, Class<?> owner) {
		A found = AnnotatedElementUtils.findMergedAnnotation(method, type);
		return (found != null) ? found : AnnotatedElementUtils.findMergedAnnotation(owner, type);
	}

	/**
	 * Refuses tags of a method that stores nothing.
	 * @throws IllegalStateException if it does
	 */
	static void checkTags(Collection<CacheOperation> operations, Method method, Class<?> owner) {
		Method specific = AopUtils.getMostSpecificMethod(method, owner);
		if (operations.stream().allMatch(CacheEvictOperation.class::isInstance)
				&& AnnotatedElementUtils.hasAnnotation(specific, CacheTags.class)) {
			throw new IllegalStateException(
					"%s has @CacheTags, and stores no value that could have them. Use @EvictTags to evict what has a tag."
						.formatted(signature(method, owner)));
		}
	}

	static boolean generatedKey(CacheOperation operation) {
		return !StringUtils.hasText(operation.getKey()) && !StringUtils.hasText(operation.getKeyGenerator());
	}

	static String signature(Method method, Class<?> owner) {
		List<String> parameters = Arrays.stream(method.getParameterTypes()).map(Class::getName).toList();
		return owner.getName() + "." + method.getName() + parameters;
	}

	/**
	 * The method as it is declared, in an interface where there is one: classes that are
	 * made at run time have no lasting name.
	 */
	static Method declared(Method method, Class<?> owner) {
		return ClassUtils.getInterfaceMethodIfPossible(method, owner);
	}

	/**
	 * A number that is the same in every JVM, and another for each implementation.
	 */
	private static int origin(Method method, Class<?> owner) {
		boolean named = !Proxy.isProxyClass(owner) && !owner.isHidden();
		CRC32 crc = new CRC32();
		crc.update((declared(method, owner) + " " + (named ? owner.getName() : "")).getBytes(StandardCharsets.UTF_8));
		int origin = (int) crc.getValue();
		return (origin != 0) ? origin : 1;
	}

	private static @Nullable WriteThrough writeThrough(Method method, Class<?> owner) {
		WriteThrough found = AnnotatedElementUtils.findMergedAnnotation(method, WriteThrough.class);
		if (found == null && !AnnotatedElementUtils.hasAnnotation(method, CachePut.class)) {
			found = AnnotatedElementUtils.findMergedAnnotation(owner, WriteThrough.class);
		}
		if (found == null) {
			return null;
		}
		if (AnnotatedElementUtils.findAllMergedAnnotations(method, CachePut.class).size() > 1) {
			throw new IllegalStateException(
					"%s has @WriteThrough and @CachePut. Use one of them: @WriteThrough names the entries to evict in its 'evict' attribute."
						.formatted(signature(method, owner)));
		}
		if (method.getReturnType() == void.class && found.entry().isEmpty()) {
			throw new IllegalStateException(
					"%s has @WriteThrough and returns void, so there is no value to cache. Return the value, or name it with the 'entry' attribute, as in entry = \"#place\"."
						.formatted(signature(method, owner)));
		}
		return found;
	}

	private static @Nullable Type valueType(Method method, Class<?> owner) {
		ResolvableType declared = ResolvableType.forMethodReturnType(method, owner);
		Class<?> raw = declared.toClass();
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(raw);
		ResolvableType value = declared;
		if (raw == Optional.class || CompletableFuture.class.isAssignableFrom(raw)) {
			value = declared.getGeneric(0);
		}
		else if (adapter != null) {
			value = adapter.isNoValue() ? ResolvableType.NONE : declared.getGeneric(0);
			value = adapter.isMultiValue() ? ResolvableType.forClassWithGenerics(List.class, value) : value;
		}
		boolean known = value != ResolvableType.NONE && raw != void.class && !value.hasUnresolvableGenerics();
		return known ? resolved(value, owner) : null;
	}

	private static Type resolved(ResolvableType value, Class<?> owner) {
		if (!value.hasGenerics()) {
			return value.toClass();
		}
		return GenericTypeResolver.resolveType(value.getType(), owner);
	}

}
