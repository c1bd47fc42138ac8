package dev.cachepatterns.annotated;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * {@code @CachePut}, {@code @CacheEvict}, {@code @Caching} and {@code @WriteThrough}
 * outside transactions.
 */
public interface WriteAnnotationsContract extends AnnotatedFixture {

	@Test
	default void cachePutIsSeenByTheNextRead() {
		City city = city();
		cities().find(city.id());
		City renamed = city.renamed("renamed");
		cities().put(renamed);
		cities().calls();
		assertThat(cities().find(city.id())).isEqualTo(renamed);
		assertThat(cities().calls()).isZero();
	}

	@Test
	default void cacheEvictIsSeenByTheNextRead() {
		City city = city();
		cities().find(city.id());
		cities().delete(city.id());
		assertThat(cities().find(city.id())).isNull();
		assertThat(cities().calls()).isEqualTo(2);
	}

	@Test
	default void cacheEvictOfAllEntriesIsSeenByTheNextReads() {
		City one = city();
		City two = city();
		cities().find(one.id());
		cities().find(two.id());
		cities().deleteAll();
		assertThat(cities().find(one.id())).isNull();
		assertThat(cities().find(two.id())).isNull();
	}

	@Test
	default void cacheEvictBeforeInvocationEvictsWhenTheMethodThrows() {
		City city = city();
		cities().find(city.id());
		assertThatIllegalStateException().isThrownBy(() -> cities().deleteAndFail(city.id()));
		cities().find(city.id());
		assertThat(cities().calls()).isEqualTo(2);
	}

	@Test
	default void cacheEvictWhenTheMethodThrowsLeavesNothing() {
		City city = city();
		cities().find(city.id());
		assertThatIllegalStateException().isThrownBy(() -> cities().failToDelete(city.id()));
		cities().find(city.id());
		// It may have committed before it threw
		assertThat(cities().calls()).isEqualTo(2);
	}

	@Test
	default void cachingDoesAllItNames() {
		City city = city();
		City renamed = city.renamed("renamed");
		cities().findOptional(city.id());
		cities().findAll(List.of(city.id()));
		cities().save(renamed);
		cities().calls();
		assertThat(cities().find(city.id())).isEqualTo(renamed);
		assertThat(cities().calls()).isZero();
		assertThat(cities().findOptional(city.id())).contains(renamed);
		assertThat(cities().findAll(List.of(city.id()))).containsExactly(renamed);
	}

	@Test
	default void writeThroughPutsItsResultAndEvictsTheRest() {
		City city = city();
		City renamed = city.renamed("renamed");
		cities().find(city.id());
		cities().findOptional(city.id());
		cities().findAll(List.of(city.id()));
		cities().write(renamed);
		cities().calls();
		assertThat(cities().find(city.id())).isEqualTo(renamed);
		assertThat(cities().calls()).isZero();
		assertThat(cities().findOptional(city.id())).contains(renamed);
		assertThat(cities().findAll(List.of(city.id()))).containsExactly(renamed);
	}

	@Test
	default void writeThroughWithEntryPutsTheValueOfTheExpression() {
		City city = city();
		cities().writeEntry(city);
		assertThat(cities().find(city.id())).isEqualTo(city.renamed(city.name() + "!"));
		assertThat(cities().calls()).isZero();
	}

	@Test
	default void writeThroughWhenUnlessVetoesRemovesTheOldValue() {
		City city = city();
		cities().find(city.id());
		City renamed = city.renamed("a name of more than twenty characters");
		cities().writeUnless(renamed);
		cities().calls();
		assertThat(cities().find(city.id())).isEqualTo(renamed);
		assertThat(cities().calls()).isOne();
	}

	@Test
	default void writeThroughWhenConditionIsFalseTouchesNothing() {
		City city = city();
		cities().find(city.id());
		cities().writeOnCondition(city.renamed("ignored"));
		cities().calls();
		assertThat(cities().find(city.id())).isEqualTo(city);
		assertThat(cities().calls()).isZero();
	}

	@Test
	default void writeThroughOfNullReplacesTheValue() {
		City city = city();
		cities().find(city.id());
		cities().rows().remove(city.id());
		assertThat(cities().writeOptional(city.id())).isEmpty();
		cities().calls();
		assertThat(cities().find(city.id())).isNull();
		assertThat(cities().calls()).isZero();
	}

	@Test
	default void writeThroughWhenMethodThrowsLeavesNothing() {
		City city = city();
		cities().find(city.id());
		assertThatIllegalStateException().isThrownBy(() -> cities().failToWrite(city.id()));
		cities().calls();
		assertThat(cities().find(city.id())).isEqualTo(city);
		assertThat(cities().calls()).isOne();
	}

	@Test
	default void composedWriteThroughWorks() {
		City city = city();
		City renamed = city.renamed("renamed");
		cities().findOptional(city.id());
		cities().composedWrite(renamed);
		cities().calls();
		assertThat(cities().find(city.id())).isEqualTo(renamed);
		assertThat(cities().calls()).isZero();
		assertThat(cities().findOptional(city.id())).contains(renamed);
	}

}
