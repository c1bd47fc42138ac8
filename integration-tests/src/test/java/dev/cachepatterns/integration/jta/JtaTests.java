package dev.cachepatterns.integration.jta;

import java.nio.file.Path;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.cachepatterns.testing.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Caches follow the commit of a JTA provider.
 */
@Tag("proof")
@ExtendWith(OutputCaptureExtension.class)
class JtaTests {

	@Test
	void cacheFollowsTheCommitAndTheJournalReportsThatItCannotJoin(@TempDir Path log, CapturedOutput output) {
		System.setProperty("com.atomikos.icatch.log_base_dir", log.toString());
		try (RedisServer server = RedisServer.started();
				ConfigurableApplicationContext context = new SpringApplicationBuilder(JtaApplication.class)
					.web(WebApplicationType.NONE)
					.properties("spring.datasource.generate-unique-name=true",
							"cache-patterns.consistency.journal=jdbc", "cache-patterns.consistency.journal-bound=5s",
							"cache-patterns.resilience.timeout=5s", "spring.data.redis.port=" + server.port())
					.run()) {
			check(context.getBean(Notes.class),
					new TransactionTemplate(context.getBean(PlatformTransactionManager.class)));
		}
		finally {
			System.clearProperty("com.atomikos.icatch.log_base_dir");
		}
		assertThat(output)
			.contains("cannot join the transactions of org.springframework.transaction.jta.JtaTransactionManager");
	}

	private static void check(Notes notes, TransactionTemplate transaction) {
		assertThat(notes.find(1)).isEqualTo("old");
		notes.set("new");
		assertThat(notes.find(1)).isEqualTo("old");
		transaction.executeWithoutResult((status) -> {
			notes.changed(1);
			notes.write(1, "rolled back");
			status.setRollbackOnly();
		});
		// A roll-back waits for no announcement
		Awaitility.await().untilAsserted(() -> assertThat(notes.find(1)).isEqualTo("new"));
		notes.set("newer");
		transaction.executeWithoutResult((status) -> {
			notes.changed(1);
			assertThat(notes.find(1)).isEqualTo("newer");
		});
		assertThat(notes.find(1)).isEqualTo("newer");
		assertThat(notes.write(1, "newest")).isEqualTo("newest");
		assertThat(notes.find(1)).isEqualTo("newest");
	}

}
