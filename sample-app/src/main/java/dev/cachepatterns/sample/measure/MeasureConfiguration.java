package dev.cachepatterns.sample.measure;

import javax.sql.DataSource;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Measures every request for data, on whatever data source the application has.
 */
@Configuration(proxyBeanMethods = false)
class MeasureConfiguration implements WebMvcConfigurer {

	@Bean
	static BeanPostProcessor measuredDataSource() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof DataSource dataSource) ? new MeasuredDataSource(dataSource) : bean;
			}

		};
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new HandlerInterceptor() {

			@Override
			public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
				DatabaseUse.begin();
				return true;
			}

		}).addPathPatterns("/places/**", "/countries/**", "/users/**");
	}

}
