package dev.cachepatterns.benchmarks.subject;

import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

/**
 * Spring's own interceptor, as an application without us has it.
 */
@Configuration(proxyBeanMethods = false)
@EnableCaching(proxyTargetClass = true)
class PlainSpringConfiguration {

}
