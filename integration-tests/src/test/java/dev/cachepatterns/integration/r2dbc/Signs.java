package dev.cachepatterns.integration.r2dbc;

import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.annotation.Transactional;

import dev.cachepatterns.annotation.WriteThrough;

/**
 * Signs, of which two writers change different columns.
 */
class Signs {

	private final DatabaseClient database;

	private final AtomicInteger reads = new AtomicInteger();

	Signs(DatabaseClient database) {
		this.database = database;
	}

	int reads() {
		return this.reads.getAndSet(0);
	}

	Mono<Void> add(long id) {
		return this.database.sql("insert into sign values ($1, 'old', 'grey')").bind(0, id).then();
	}

	@Cacheable("signs")
	public Mono<String> looks(long id) {
		return Mono.fromRunnable(this.reads::incrementAndGet).then(find(id));
	}

	private Mono<String> find(long id) {
		return this.database.sql("select colour || ' ' || text from sign where id = $1")
			.bind(0, id)
			.mapValue(String.class)
			.one();
	}

	@Transactional
	@CacheEvict(cacheNames = "signs", key = "#id")
	public Mono<Void> paint(long id, String colour) {
		return this.database.sql("update sign set colour = $1 where id = $2").bind(0, colour).bind(1, id).then();
	}

	@Transactional
	@WriteThrough(cacheNames = "signs", key = "#id")
	public Mono<String> letter(long id, String text, Mono<Void> afterRead) {
		Mono<Void> update = this.database.sql("update sign set text = $1 where id = $2")
			.bind(0, text)
			.bind(1, id)
			.then();
		return find(id).delayUntil((read) -> afterRead)
			.map((read) -> read.replaceFirst(" .*", " " + text))
			.delayUntil((read) -> update);
	}

	@Transactional
	@WriteThrough(cacheNames = "signs", key = "#id")
	public Mono<String> letterAndFail(long id, String text) {
		return this.database.sql("update sign set text = $1 where id = $2")
			.bind(0, text)
			.bind(1, id)
			.then()
			.then(Mono.error(new IllegalStateException("Rolled back")));
	}

}
