package dev.cachepatterns.annotated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * {@code @Cacheable} as Spring documents it.
 */
public interface ReadAnnotationsContract extends AnnotatedFixture {

	@Test
	default void cacheableLoadsOnceAndReturnsAnEqualValue() {
		City city = city();
		assertThat(cities().find(city.id())).isEqualTo(city);
		assertThat(cities().find(city.id())).isEqualTo(city);
		assertThat(cities().calls()).isOne();
	}

	@Test
	default void cacheableKeepsNull() {
		long missing = IDS.incrementAndGet();
		cities().calls();
		assertThat(cities().find(missing)).isNull();
		assertThat(cities().find(missing)).isNull();
		assertThat(cities().calls()).isOne();
	}

	@Test
	default void cacheableKeepsOptional() {
		City city = city();
		assertThat(cities().findOptional(city.id())).contains(city);
		assertThat(cities().findOptional(city.id())).contains(city);
		assertThat(cities().calls()).isOne();
		assertThat(cache("optional").get(city.id(), City.class)).isEqualTo(city);
	}

	@Test
	default void cacheableKeepsEmptyOptional() {
		long missing = IDS.incrementAndGet();
		cities().calls();
		assertThat(cities().findOptional(missing)).isEmpty();
		assertThat(cities().findOptional(missing)).isEqualTo(Optional.empty());
		assertThat(cities().calls()).isOne();
	}

	@Test
	default void cacheableKeepsGenericTypes() {
		List<City> cities = List.of(city(), city());
		List<Long> ids = cities.stream().map(City::id).toList();
		assertThat(cities().findAll(ids)).isEqualTo(cities);
		cities().calls();
		assertThat(cities().findAll(ids)).isEqualTo(cities);
		assertThat(cities().map()).containsValues(cities.get(0), cities.get(1));
		assertThat(cities().map()).containsEntry(cities.get(0).id(), cities.get(0));
		assertThat(cities().names("Lima", "Cusco")).isEqualTo(Set.of("Lima", "Cusco"));
		assertThat(cities().names("Lima", "Cusco")).isEqualTo(Set.of("Lima", "Cusco"));
		assertThat(cities().count()).isEqualTo(cities().count());
		assertThat(cities().calls()).isEqualTo(3);
	}

	@Test
	default void cacheableWhenDeclaredTypeIsObjectKeepsTheClass() {
		City city = city();
		cities().open(city.id());
		assertThat(cities().open(city.id())).isEqualTo(city);
		assertThat(cities().calls()).isOne();
	}

	@Test
	default void cacheableWithUnlessDoesNotKeepWhatItVetoes() {
		City city = city();
		cities().rows().put(city.id(), city.renamed("New " + city.name()));
		cities().unless(city.id());
		cities().rows().put(city.id(), city);
		assertThat(cities().unless(city.id())).isEqualTo(city);
		assertThat(cities().unless(city.id())).isEqualTo(city);
		assertThat(cities().calls()).isEqualTo(2);
	}

	@Test
	default void cacheableWithConditionKeepsOnlyWhatItAllows() {
		cities().rows().put(5L, City.of(5));
		City city = city();
		cities().condition(5);
		cities().condition(5);
		assertThat(cities().calls()).isEqualTo(2);
		cities().condition(city.id());
		cities().condition(city.id());
		assertThat(cities().calls()).isOne();
	}

	@Test
	default void cacheableWithSeveralNamesReadsAndFillsEach() {
		City city = city();
		cities().several(city.id());
		assertThat(cache("first").get(city.id(), City.class)).isEqualTo(city);
		assertThat(cache("second").get(city.id(), City.class)).isEqualTo(city);
		cache("first").evict(city.id());
		assertThat(cities().several(city.id())).isEqualTo(city);
		assertThat(cities().calls()).isOne();
	}

	@Test
	default void cacheableWithSyncLoadsOnceForManyCallers() {
		City city = city();
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try {
			List<CompletableFuture<City>> callers = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				callers.add(CompletableFuture.supplyAsync(() -> cities().sync(city.id()), threads));
			}
			assertThat(callers).allSatisfy((caller) -> assertThat(caller.join()).isEqualTo(city));
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(cities().calls()).isOne();
	}

	@Test
	default void cacheableWithKeyUsesIt() {
		City city = city();
		cities().name(city);
		assertThat(cities().name(city.renamed("another argument"))).isEqualTo(city.name());
		assertThat(cities().calls()).isOne();
		assertThat(cache("keys").get(city.id(), String.class)).isEqualTo(city.name());
	}

	@Test
	default void cacheableWithKeyGeneratorUsesIt() {
		String name = "lima-" + IDS.incrementAndGet();
		cities().calls();
		cities().generated(name);
		assertThat(cities().generated(name.toUpperCase(java.util.Locale.ROOT))).isEqualTo(name);
		assertThat(cities().calls()).isOne();
	}

	@Test
	default void cacheableWithCacheManagerOfTheApplicationUsesIt() {
		City city = city();
		cities().managed(city.id());
		assertThat(cities().managed(city.id())).isSameAs(city);
		assertThat(cities().calls()).isOne();
	}

	@Test
	default void cacheableWithCacheResolverUsesIt() {
		City city = city();
		cities().resolved("resolved", city.id());
		assertThat(cities().resolved("resolved", city.id())).isEqualTo(city);
		assertThat(cities().calls()).isOne();
		cities().resolved("elsewhere", city.id());
		assertThat(cities().calls()).isOne();
	}

	@Test
	default void composedAnnotationWorks() {
		City city = city();
		cities().composed(city.id());
		cities().composed(city.id());
		assertThat(cities().calls()).isOne();
	}

	@Test
	default void cacheableWhenMethodThrowsKeepsNothing() {
		long id = city().id();
		assertThatIllegalArgumentException().isThrownBy(() -> cities().fail(id));
		assertThatIllegalArgumentException().isThrownBy(() -> cities().fail(id)).withMessage("No city " + id);
		assertThat(cities().calls()).isEqualTo(2);
	}

	@Test
	default void twoMethodsOnOneCacheNeverAnswerForEachOther() {
		long id = IDS.incrementAndGet();
		assertThat(cities().one(id)).isEqualTo("one");
		assertThat(cities().two(id)).isEqualTo("two");
		assertThat(cities().one(id)).isEqualTo("one");
	}

	@Test
	default void twoMethodsThatLoadAtOnceNeverAnswerForEachOther() {
		long id = IDS.incrementAndGet();
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			CompletableFuture<String> one = CompletableFuture.supplyAsync(() -> slow(true, id), threads);
			CompletableFuture<String> two = CompletableFuture.supplyAsync(() -> slow(false, id), threads);
			assertThat(one).succeedsWithin(AsynchronousContract.SOON).isEqualTo("one");
			assertThat(two).succeedsWithin(AsynchronousContract.SOON).isEqualTo("two");
		}
		finally {
			threads.shutdownNow();
		}
	}

	private String slow(boolean one, long id) {
		try {
			return one ? cities().slowOne(id) : cities().slowTwo(id);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	default void argumentsOfDifferentTypesOrSpellingAreDifferentKeys() {
		assertThat(cities().names("a b", "c")).isNotEqualTo(cities().names("a", "b c"));
		assertThat(cities().names("ab", "c")).contains("ab");
		assertThat(cities().names("a b", "c")).contains("a b");
	}

}
