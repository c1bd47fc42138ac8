package dev.cachepatterns.sample.account;

import javax.sql.DataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.JdbcUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.rememberme.JdbcTokenRepositoryImpl;
import org.springframework.security.web.authentication.rememberme.PersistentTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.security.SpringSessionBackedSessionRegistry;

/**
 * Pages are for those who have logged in; the JSON API is open to all.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class SecurityConfiguration {

	private static final String[] OPEN = { "/", "/places/**", "/countries/**", "/users/**", "/actuator/**", "/error",
			"/atlas.css" };

	/**
	 * What asks for no login has no use for a CSRF token either: nobody can be made to do
	 * anything there that they could not do themselves.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain open(HttpSecurity http) {
		return http.securityMatcher(OPEN)
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.headers((headers) -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable))
			.sessionManagement(AbstractHttpConfigurer::disable)
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain pages(HttpSecurity http, SessionRegistry registry, PersistentTokenRepository remembered,
			@Value("${atlas.sessions-per-user}") int sessionsPerUser) {
		return http.authorizeHttpRequests(
				(requests) -> requests.requestMatchers("/login", "/session").permitAll().anyRequest().authenticated())
			.formLogin((form) -> form.loginPage("/login").defaultSuccessUrl("/favourites"))
			.logout((logout) -> logout.logoutSuccessUrl("/login?out"))
			.rememberMe((rememberMe) -> rememberMe.tokenRepository(remembered))
			.sessionManagement((sessions) -> sessions.sessionConcurrency((control) -> control.sessionRegistry(registry)
				.maximumSessions(sessionsPerUser)
				.expiredUrl("/login?expired")))
			.build();
	}

	/**
	 * The sessions of a user, on whichever instance they have logged in.
	 */
	@Bean
	<S extends Session> SessionRegistry sessionRegistry(FindByIndexNameSessionRepository<S> sessions) {
		return new SpringSessionBackedSessionRegistry<>(sessions);
	}

	@Bean
	UserDetailsService users(DataSource dataSource) {
		return new JdbcUserDetailsManager(dataSource);
	}

	/**
	 * Remembered logins are in the database, so that every instance knows them, and
	 * logging out ends them.
	 */
	@Bean
	PersistentTokenRepository rememberedLogins(DataSource dataSource) {
		JdbcTokenRepositoryImpl repository = new JdbcTokenRepositoryImpl();
		repository.setDataSource(dataSource);
		return repository;
	}

}
