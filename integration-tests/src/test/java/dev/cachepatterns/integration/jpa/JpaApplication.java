package dev.cachepatterns.integration.jpa;

import javax.sql.DataSource;

import jakarta.persistence.EntityManager;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A web application with JPA, whose persistence contexts are open as long as a request,
 * as Spring Boot has it.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class JpaApplication {

	@Bean
	static BeanPostProcessor lateCommits() {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof DataSource source) ? new LateCommits(source) : bean;
			}
		};
	}

	@Bean
	Towns towns(TownRepository repository) {
		return new Towns(repository);
	}

	@Bean
	Signs signs(EntityManager entities, CacheManager caches) {
		return new Signs(entities, caches);
	}

	@Bean
	Provinces provinces(EntityManager entities) {
		return new Provinces(entities);
	}

	@Bean
	@ConditionalOnWebApplication
	SignController signController(Signs signs) {
		return new SignController(signs);
	}

}
