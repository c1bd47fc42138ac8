package dev.cachepatterns.tags;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.cache.PatternCacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.expression.EvaluationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What an eviction of a tag makes old, and when.
 */
public interface TagContract {

	/**
	 * Numbers that no other test uses.
	 */
	AtomicLong IDS = new AtomicLong();

	/**
	 * Every way to read a value with a tag.
	 */
	List<BiFunction<Books, String, List<String>>> WAYS = List.of(Books::titles,
			(books, author) -> books.page(author, 1), Books::titlesSync,
			(books, author) -> books.titlesLater(author).join(), (books, author) -> books.titlesMono(author).block(),
			Books::titlesEventually, Books::titlesStale);

	/**
	 * The application, on the backend under test.
	 */
	ConfigurableApplicationContext context();

	/**
	 * Another instance of it; the same where instances share nothing.
	 */
	ConfigurableApplicationContext other();

	default Books books() {
		return context().getBean(Books.class);
	}

	default PatternCacheManager caches() {
		return context().getBean(PatternCacheManager.class);
	}

	/**
	 * A book of an author whom no other test knows.
	 */
	default Book written(String title) {
		long id = IDS.incrementAndGet();
		Book book = new Book(id, "author " + id, title);
		books().insert(book);
		return book;
	}

	private static Book another(Book first, String title) {
		return new Book(IDS.incrementAndGet(), first.author(), title);
	}

	@Test
	default void valuesAreServedUntilTheirTagIsEvicted() {
		for (BiFunction<Books, String, List<String>> way : WAYS) {
			Book book = written("one");
			assertThat(way.apply(books(), book.author())).containsExactly("one");
			books().reads();
			assertThat(way.apply(books(), book.author())).containsExactly("one");
			assertThat(books().reads()).isZero();
			books().add(another(book, "two"));
			assertThat(way.apply(books(), book.author())).containsExactly("one", "two");
			assertThat(way.apply(books(), book.author())).containsExactly("one", "two");
			assertThat(books().reads()).isOne();
		}
	}

	@Test
	default void evictionIsSeenByOtherInstancesInAllCachesAndKeys() {
		Book book = written("one");
		Book stranger = written("strange");
		Books there = other().getBean(Books.class);
		for (int page = 1; page < 4; page++) {
			there.page(book.author(), page);
			there.page(stranger.author(), page);
		}
		there.titles(book.author());
		books().add(another(book, "two"));
		there.reads();
		for (int page = 1; page < 4; page++) {
			assertThat(there.page(book.author(), page)).containsExactly("one", "two");
			assertThat(there.page(stranger.author(), page)).containsExactly("strange");
		}
		assertThat(there.titles(book.author())).containsExactly("one", "two");
		assertThat(there.reads()).isEqualTo(4);
	}

	@Test
	default void everyOneOfItsTagsMakesAValueOld() {
		Book book = written("one");
		books().page(book.author(), 1);
		caches().evictTag("pages");
		books().reads();
		books().page(book.author(), 1);
		assertThat(books().reads()).isOne();
		caches().evictTag("author:" + book.author());
		books().page(book.author(), 1);
		assertThat(books().reads()).isOne();
		caches().evictTag("of nothing");
		books().page(book.author(), 1);
		assertThat(books().reads()).isZero();
	}

	@Test
	default void evictionWaitsForTheCommit() {
		Book book = written("one");
		books().titles(book.author());
		books().addInTransaction(another(book, "two"), () -> {
			// Its own reads are of its own state, those of others of the old one
			assertThat(books().titles(book.author())).containsExactly("one", "two");
			assertThat(books().untagged(book.author())).containsExactly("one", "two");
			assertThat(onAnotherThread(() -> books().titles(book.author()))).containsExactly("one");
		});
		assertThat(books().titles(book.author())).containsExactly("one", "two");
		assertThat(books().titles(book.author())).containsExactly("one", "two");
	}

	@Test
	default void rollBackIsNeverSeen() {
		Book book = written("one");
		books().titles(book.author());
		assertThatIllegalStateException().isThrownBy(() -> books().addInTransaction(another(book, "two"), () -> {
			onAnotherThread(() -> books().titles(book.author()));
			throw new IllegalStateException("Rolled back");
		}));
		assertThat(books().titles(book.author())).containsExactly("one");
	}

	@Test
	default void valueThatWasLoadedWhileItsTagWasEvictedIsNotServed() {
		for (BiFunction<Books, String, List<String>> way : WAYS) {
			Book book = written("one");
			books().afterRead(() -> onAnotherThread(() -> {
				books().add(another(book, "two"));
				return null;
			}));
			assertThat(way.apply(books(), book.author())).containsExactly("one");
			assertThat(way.apply(books(), book.author())).containsExactly("one", "two");
		}
	}

	@Test
	default void loadThatBeganBeforeAnEvictionIsNotJoinedAfterIt() throws Exception {
		for (BiFunction<Books, String, List<String>> way : WAYS.subList(2, 3)) {
			Book book = written("one");
			CountDownLatch loaded = new CountDownLatch(1);
			CountDownLatch goOn = new CountDownLatch(1);
			books().afterRead(() -> {
				loaded.countDown();
				await(goOn);
			});
			ExecutorService threads = Executors.newFixedThreadPool(2);
			try {
				Future<List<String>> early = threads.submit(() -> way.apply(books(), book.author()));
				await(loaded);
				books().add(another(book, "two"));
				Future<List<String>> late = threads.submit(() -> way.apply(books(), book.author()));
				assertThat(late.get(30, TimeUnit.SECONDS)).containsExactly("one", "two");
				goOn.countDown();
				assertThat(early.get(30, TimeUnit.SECONDS)).containsExactly("one");
			}
			finally {
				goOn.countDown();
				threads.shutdownNow();
			}
			assertThat(way.apply(books(), book.author())).containsExactly("one", "two");
		}
	}

	@Test
	default void writtenValueHasItsTags() {
		long id = IDS.incrementAndGet();
		Book book = new Book(id, "author " + id, "one");
		books().save(book, () -> {
		});
		PatternCache cache = caches().getCache("books");
		assertThat(cache.get(id, Book.class)).isEqualTo(book);
		caches().evictTag("author:" + book.author());
		assertThat(cache.get(id, Book.class)).isNull();
	}

	@Test
	default void writtenValueIsNotLeftWhereItsTagWasEvictedMeanwhile() {
		long id = IDS.incrementAndGet();
		Book book = new Book(id, "author " + id, "one");
		books().save(book, () -> onAnotherThread(() -> {
			books().add(another(book, "two"));
			return null;
		}));
		assertThat(caches().getCache("books").get(id, Book.class)).isNull();
	}

	@Test
	default void callerWithoutTagsIsNotServedWhatTheyMadeOld() {
		Book book = written("one");
		books().titles(book.author());
		books().reads();
		assertThat(books().untagged(book.author())).containsExactly("one");
		assertThat(books().reads()).isZero();
		books().add(another(book, "two"));
		assertThat(caches().getCache("titles").get(book.author())).isNull();
		assertThat(books().untagged(book.author())).containsExactly("one", "two");
	}

	@Test
	default void tagsOfTheResultOfManyAndUnderACondition() {
		Book one = written("one");
		Book two = written("two");
		List.of(one, two).forEach((book) -> books().titles(book.author()));
		books().addAndReturn(another(one, "second"));
		assertThat(books().titles(one.author())).containsExactly("one", "second");
		books().addAll(List.of(another(one, "third"), another(two, "third")));
		assertThat(books().titles(one.author())).containsExactly("one", "second", "third");
		assertThat(books().titles(two.author())).containsExactly("two", "third");
		books().addUnnoticed(another(two, "unnoticed"));
		assertThat(books().titles(two.author())).containsExactly("two", "third");
	}

	@Test
	default void keyAndTagsAreEvictedByOneMethod() {
		Book book = written("one");
		books().titles(book.author());
		books().page(book.author(), 1);
		books().addAndEvictPages(another(book, "two"));
		assertThat(books().titles(book.author())).containsExactly("one", "two");
		assertThat(books().page(book.author(), 1)).containsExactly("one", "two");
	}

	@Test
	default void expressionThatFailsFailsTheCallBeforeItsMethod() {
		Book book = written("one");
		books().reads();
		assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> books().wrong(book.author()));
		assertThatExceptionOfType(EvaluationException.class).isThrownBy(() -> books().saveWrong(another(book, "two")));
		assertThat(books().titles(book.author())).containsExactly("one");
		assertThat(books().reads()).isOne();
	}

	private static <T> T onAnotherThread(Callable<T> call) {
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			return thread.submit(call).get(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
		finally {
			thread.shutdownNow();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
