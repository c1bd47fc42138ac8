package dev.cachepatterns.tags;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.cachepatterns.annotation.CacheTags;
import dev.cachepatterns.annotation.CacheTtl;
import dev.cachepatterns.annotation.EvictTags;
import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Annotated methods with tags, on a table.
 */
public class Books {

	private final JdbcClient database;

	private final AtomicInteger reads = new AtomicInteger();

	private volatile Runnable afterRead = () -> {
	};

	public Books(JdbcClient database) {
		this.database = database;
	}

	/**
	 * Reads of the database since it was last asked.
	 */
	int reads() {
		return this.reads.getAndSet(0);
	}

	/**
	 * Does something after the next read of the database.
	 */
	void afterRead(Runnable step) {
		this.afterRead = step;
	}

	private List<String> read(String author) {
		this.reads.incrementAndGet();
		List<String> titles = this.database.sql("select title from book where author = ? order by id")
			.param(author)
			.query(String.class)
			.list();
		Runnable step = this.afterRead;
		this.afterRead = () -> {
		};
		step.run();
		return titles;
	}

	@Cacheable(cacheNames = "titles", key = "#author")
	@CacheTags("'author:' + #author")
	public List<String> titles(String author) {
		return read(author);
	}

	@Cacheable(cacheNames = "pages", key = "#author + '/' + #page")
	@CacheTags("{'author:' + #author, 'pages'}")
	public List<String> page(String author, int page) {
		return read(author);
	}

	@Cacheable(cacheNames = "sync-titles", key = "#author", sync = true)
	@CacheTags("'author:' + #author")
	public List<String> titlesSync(String author) {
		return read(author);
	}

	@Cacheable(cacheNames = "later-titles", key = "#author")
	@CacheTags("'author:' + #author")
	public CompletableFuture<List<String>> titlesLater(String author) {
		return CompletableFuture.completedFuture(read(author));
	}

	@Cacheable(cacheNames = "mono-titles", key = "#author")
	@CacheTags("'author:' + #author")
	public Mono<List<String>> titlesMono(String author) {
		return Mono.fromSupplier(() -> read(author));
	}

	@Cacheable(cacheNames = "quick-titles", key = "#author")
	@CacheTags("'author:' + #author")
	public List<String> titlesEventually(String author) {
		return read(author);
	}

	@Cacheable(cacheNames = "stale-titles", key = "#author")
	@CacheTags("'author:' + #author")
	@CacheTtl(value = "1h", staleWhileRevalidate = "1h", staleIfError = "2h")
	public List<String> titlesStale(String author) {
		return read(author);
	}

	@Cacheable(cacheNames = "titles", key = "#author")
	public List<String> untagged(String author) {
		return read(author);
	}

	@Cacheable(cacheNames = "titles", key = "#author")
	@CacheTags("#author.nothing")
	public List<String> wrong(String author) {
		return read(author);
	}

	@EvictTags("'author:' + #book.author")
	public void add(Book book) {
		insert(book);
	}

	@Transactional
	@EvictTags("'author:' + #book.author")
	public void addInTransaction(Book book, Runnable afterwards) {
		insert(book);
		afterwards.run();
	}

	@Transactional
	public void inside(Runnable work) {
		work.run();
	}

	@EvictTags("'author:' + #result.author")
	public Book addAndReturn(Book book) {
		insert(book);
		return book;
	}

	@EvictTags("#books.!['author:' + author]")
	public void addAll(List<Book> books) {
		books.forEach(this::insert);
	}

	@EvictTags(value = "'author:' + #book.author", condition = "#book.id > 1000000")
	public void addUnnoticed(Book book) {
		insert(book);
	}

	@CacheEvict(cacheNames = "titles", key = "#book.author")
	@EvictTags("'pages'")
	public void addAndEvictPages(Book book) {
		insert(book);
	}

	@WriteThrough(cacheNames = "books", key = "#book.id")
	@CacheTags("'author:' + #book.author")
	public Book save(Book book, Runnable meanwhile) {
		insert(book);
		meanwhile.run();
		return book;
	}

	@WriteThrough(cacheNames = "books", key = "#book.id")
	@CacheTags("#book.nothing")
	public Book saveWrong(Book book) {
		insert(book);
		return book;
	}

	void insert(Book book) {
		this.database.sql("insert into book values (?, ?, ?)").params(book.id(), book.author(), book.title()).update();
	}

}
