package dev.cachepatterns.sample.measure;

import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MeasuredDataSource}.
 */
class MeasuredDataSourceTests {

	private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
		.generateUniqueName(true)
		.build();

	private final JdbcClient jdbc = JdbcClient.create(new MeasuredDataSource(this.database));

	@AfterEach
	void shutdown() {
		RequestContextHolder.resetRequestAttributes();
		this.database.shutdown();
	}

	@Test
	void queryWhenInRequestCountsItsTime() {
		DatabaseUse use = begin();
		assertThat(use.isNone()).isTrue();
		assertThat(use.time()).isZero();
		this.jdbc.sql("select count(*) from system_range(1, 100000)").query(Long.class).single();
		assertThat(use.isNone()).isFalse();
		assertThat(use.time()).isBetween(Duration.ofNanos(1), Duration.ofMinutes(1));
	}

	@Test
	void queryWhenRefusedThrowsTheExceptionOfTheDatabase() {
		DatabaseUse use = begin();
		assertThatExceptionOfType(BadSqlGrammarException.class)
			.isThrownBy(() -> this.jdbc.sql("select nothing").query(String.class).single());
		assertThat(use.isNone()).isTrue();
	}

	@Test
	void queryWhenNotInRequestIsNotMeasured() {
		assertThat(this.jdbc.sql("select 1").query(Integer.class).single()).isOne();
		assertThat(DatabaseUse.current()).isNull();
	}

	private static DatabaseUse begin() {
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
		DatabaseUse.begin();
		return Objects.requireNonNull(DatabaseUse.current());
	}

}
