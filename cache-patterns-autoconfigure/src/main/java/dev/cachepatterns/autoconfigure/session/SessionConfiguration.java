package dev.cachepatterns.autoconfigure.session;

import java.util.List;

import dev.cachepatterns.autoconfigure.CachePatternsConfigurationException;
import dev.cachepatterns.autoconfigure.CachePatternsProperties;
import dev.cachepatterns.autoconfigure.CachePatternsProperties.Serialization.Format;
import dev.cachepatterns.autoconfigure.HttpSessionProperties;
import dev.cachepatterns.session.AttributeCodec;
import dev.cachepatterns.session.SessionSettings;
import dev.cachepatterns.session.SessionStats;
import dev.cachepatterns.session.Undecodable;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;

/**
 * What sessions need, wherever they are kept.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration implements EnvironmentAware, BeanClassLoaderAware {

	private ClassLoader loader = SessionConfiguration.class.getClassLoader();

	@Override
	public void setBeanClassLoader(ClassLoader loader) {
		this.loader = loader;
	}

	@Override
	public void setEnvironment(Environment environment) {
		SessionModules.check(environment, this.loader);
	}

	@Bean
	@ConditionalOnMissingBean
	SessionStats cachePatternsSessionStats() {
		return new SessionStats();
	}

	@Bean
	@ConditionalOnMissingBean
	AttributeCodec cachePatternsAttributeCodec(CachePatternsProperties properties) {
		List<String> allowed = properties.session().serialization().allowedTypes();
		try {
			return (properties.session().serialization().format() == Format.JSON) ? AttributeCodec.json(allowed)
					: AttributeCodec.java(allowed);
		}
		catch (IllegalArgumentException ex) {
			throw new CachePatternsConfigurationException(
					"Property 'cache-patterns.session.serialization.allowed-types' is '%s', but %s."
						.formatted(String.join(",", allowed), ex.getMessage()),
					"Use names of classes, and of packages as in com.example.shop.* or com.example.shop.**");
		}
	}

	/**
	 * The settings of a repository.
	 * @param namespace how the names of its sessions begin
	 */
	static SessionSettings settings(CachePatternsProperties properties, ObjectProvider<SessionTimeout> timeout,
			String namespace) {
		HttpSessionProperties session = properties.session();
		SessionTimeout known = timeout.getIfAvailable(() -> SessionSettings.DEFAULT::timeout);
		SessionSettings defaults = SessionSettings.DEFAULT;
		return new SessionSettings(namespace, (known.getTimeout() != null) ? known.getTimeout() : defaults.timeout(),
				session.touchInterval(), defaults.forwarding(), SaveMode.valueOf(session.saveMode().name()),
				FlushMode.valueOf(session.flushMode().name()), Undecodable.valueOf(session.onUndecodable().name()));
	}

}
