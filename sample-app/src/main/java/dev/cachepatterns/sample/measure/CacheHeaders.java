package dev.cachepatterns.sample.measure;

import java.time.Duration;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Says in each response where it came from. A read is a hit when no statement ran for it;
 * bad input, which neither the cache nor the database sees, has no such headers.
 */
@ControllerAdvice
class CacheHeaders implements ResponseBodyAdvice<Object> {

	private final String backend;

	CacheHeaders(@Value("${cache-patterns.backend:redis}") String backend) {
		this.backend = backend;
	}

	@Override
	public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
		return true;
	}

	@Override
	public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
			Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
			ServerHttpResponse response) {
		DatabaseUse use = DatabaseUse.current();
		if (use != null && !isBadInput(body)) {
			HttpHeaders headers = response.getHeaders();
			headers.set("X-Cache", outcome(request, use));
			headers.set("X-Cache-Backend", this.backend);
			headers.set("X-Database-Time", milliseconds(use.time()));
		}
		return body;
	}

	private static boolean isBadInput(@Nullable Object body) {
		return body instanceof ProblemDetail problem && problem.getStatus() == HttpStatus.BAD_REQUEST.value();
	}

	private static String outcome(ServerHttpRequest request, DatabaseUse use) {
		if (request.getMethod() != HttpMethod.GET) {
			return "write";
		}
		return use.isNone() ? "hit" : "miss";
	}

	private static String milliseconds(Duration time) {
		return String.format(Locale.ROOT, "%.3fms", time.toNanos() / 1e6);
	}

}
