package dev.cachepatterns.autoconfigure.session;

import dev.cachepatterns.autoconfigure.CachePatternsProperties;
import dev.cachepatterns.autoconfigure.HttpSessionProperties.OnUnavailable;
import dev.cachepatterns.resilience.CallBreakers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.util.function.SingletonSupplier;

/**
 * What stands in front of Spring Session's filter.
 */
@Configuration(proxyBeanMethods = false)
class SessionFilterConfiguration {

	@Bean
	SessionOutageFilter cachePatternsSessionOutageFilter(CachePatternsProperties properties,
			ObjectProvider<SessionRepository<?>> repository, ObjectProvider<HttpSessionIdResolver> ids,
			ObjectProvider<CookieSerializer> cookies, ObjectProvider<CallBreakers> breakers) {
		if (properties.session().onUnavailable() == OnUnavailable.REFUSE) {
			return new SessionOutageFilter((request) -> false);
		}
		SingletonSupplier<SessionLook> look = SingletonSupplier.of(() -> new SessionLook(repository.getObject(),
				ids.getIfUnique(() -> cookieIds(cookies)), breakers.getIfAvailable()));
		return new SessionOutageFilter((request) -> look.obtain().outFor(request));
	}

	@Bean
	OutagePageFilter cachePatternsOutagePageFilter() {
		return new OutagePageFilter();
	}

	/**
	 * As Spring Session has it.
	 */
	private static HttpSessionIdResolver cookieIds(ObjectProvider<CookieSerializer> cookies) {
		CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
		cookies.ifUnique(resolver::setCookieSerializer);
		return resolver;
	}

}
