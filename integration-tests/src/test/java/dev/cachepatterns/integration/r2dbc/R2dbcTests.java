package dev.cachepatterns.integration.r2dbc;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

import dev.cachepatterns.testing.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Reactive transactions on a real database, with Redis.
 */
@ExtendWith(OutputCaptureExtension.class)
class R2dbcTests {

	private static final AtomicLong IDS = new AtomicLong();

	private static RedisServer server;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		context = application("signs").run();
		wait(context.getBean(DatabaseClient.class)
			.sql("create table sign (id bigint primary key, text varchar(20), colour varchar(20))")
			.then());
	}

	@AfterAll
	static void stop() {
		context.close();
		server.close();
	}

	private static SpringApplicationBuilder application(String database) {
		return new SpringApplicationBuilder(R2dbcApplication.class).web(WebApplicationType.NONE)
			.properties("database=" + database, "cache-patterns.resilience.timeout=5s",
					"spring.data.redis.port=" + server.port());
	}

	private static <T> T wait(Mono<T> mono) {
		return mono.block(Duration.ofSeconds(30));
	}

	private static Signs signs() {
		return context.getBean(Signs.class);
	}

	private static long cachedSign() {
		long id = IDS.incrementAndGet();
		wait(signs().add(id));
		signs().reads();
		assertThat(wait(signs().looks(id))).isEqualTo("grey old");
		assertThat(signs().reads()).isEqualTo(1);
		assertThat(wait(signs().looks(id))).isEqualTo("grey old");
		assertThat(signs().reads()).isZero();
		return id;
	}

	@Test
	void evictionThatCommitsIsSeen() {
		long id = cachedSign();
		wait(signs().paint(id, "red"));
		assertThat(wait(signs().looks(id))).isEqualTo("red old");
	}

	@Test
	void writeThroughThatCommitsIsCached() {
		long id = cachedSign();
		assertThat(wait(signs().letter(id, "new", Mono.empty()))).isEqualTo("grey new");
		assertThat(wait(signs().looks(id))).isEqualTo("grey new");
		assertThat(signs().reads()).isZero();
	}

	@Test
	void writeThroughThatFailsIsNeverSeen() {
		long id = cachedSign();
		assertThatIllegalStateException().isThrownBy(() -> wait(signs().letterAndFail(id, "new")));
		assertThat(wait(signs().looks(id))).isEqualTo("grey old");
	}

	@Test
	void writesOfATransactionThatRollsBackAreNeverSeen() {
		long painted = cachedSign();
		long lettered = cachedSign();
		TransactionalOperator outer = TransactionalOperator.create(context.getBean(ReactiveTransactionManager.class));
		Mono<Void> writes = signs().paint(painted, "red")
			.then(Mono.defer(() -> signs().letter(lettered, "new", Mono.empty())))
			.then(Mono.error(new IllegalStateException("Rolled back")));
		assertThatIllegalStateException().isThrownBy(() -> wait(outer.transactional(writes)));
		assertThat(wait(signs().looks(painted))).isEqualTo("grey old");
		assertThat(wait(signs().looks(lettered))).isEqualTo("grey old");
	}

	@Test
	void valueThatWasReadBeforeAnothersWriteIsNotLeft() {
		long id = cachedSign();
		Mono<Void> other = Mono.fromFuture(() -> signs().paint(id, "red").toFuture());
		assertThat(wait(signs().letter(id, "new", other))).isEqualTo("grey new");
		assertThat(wait(signs().looks(id))).isEqualTo("red new");
	}

	@Test
	void journalReportsThatItCannotJoin(CapturedOutput output) {
		JdbcDataSource source = new JdbcDataSource();
		source.setURL("jdbc:h2:mem:journal;DB_CLOSE_DELAY=-1");
		application("reported")
			.properties("cache-patterns.consistency.journal=jdbc",
					"cache-patterns.consistency.jdbc.initialize-schema=always")
			.initializers((beans) -> ((GenericApplicationContext) beans).registerBean(DataSource.class, () -> source))
			.run()
			.close();
		assertThat(output)
			.contains("cannot join the transactions of org.springframework.r2dbc.connection.R2dbcTransactionManager");
	}

}
