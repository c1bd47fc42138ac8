package dev.cachepatterns.annotated;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Annotations on methods that return futures and publishers.
 */
public interface AsynchronousContract extends AnnotatedFixture {

	Duration SOON = Duration.ofSeconds(5);

	@Test
	default void futureLoadsOnce() {
		City city = city();
		assertThat(asynchronous().future(city.id())).succeedsWithin(SOON).isEqualTo(city);
		assertThat(asynchronous().future(city.id())).succeedsWithin(SOON).isEqualTo(city);
		assertThat(asynchronous().calls()).isOne();
	}

	@Test
	default void futureOfNullLoadsOnce() {
		long missing = IDS.incrementAndGet();
		asynchronous().calls();
		assertThat(asynchronous().future(missing)).succeedsWithin(SOON).isNull();
		assertThat(asynchronous().future(missing)).succeedsWithin(SOON).isNull();
		assertThat(asynchronous().calls()).isOne();
	}

	@Test
	default void futureWithSyncLoadsOnceForManyCallers() {
		City city = city();
		var callers = java.util.stream.IntStream.range(0, 16)
			.mapToObj((i) -> asynchronous().syncFuture(city.id()))
			.toList();
		assertThat(callers).allSatisfy((caller) -> assertThat(caller).succeedsWithin(SOON).isEqualTo(city));
		assertThat(asynchronous().calls()).isOne();
	}

	@Test
	default void futureThatFailsIsNotKept() {
		for (int i = 0; i < 2; i++) {
			assertThat(asynchronous().failing("why")).failsWithin(SOON)
				.withThrowableThat()
				.withCauseInstanceOf(IllegalStateException.class);
		}
	}

	@Test
	default void monoLoadsOnce() {
		City city = city();
		StepVerifier.create(asynchronous().mono(city.id())).expectNext(city).verifyComplete();
		StepVerifier.create(asynchronous().mono(city.id())).expectNext(city).verifyComplete();
		assertThat(asynchronous().calls()).isOne();
	}

	@Test
	default void emptyMonoLoadsOnce() {
		long missing = IDS.incrementAndGet();
		asynchronous().calls();
		StepVerifier.create(asynchronous().mono(missing)).verifyComplete();
		StepVerifier.create(asynchronous().mono(missing)).verifyComplete();
		assertThat(asynchronous().calls()).isOne();
	}

	@Test
	default void monoWithSyncLoadsOnce() {
		City city = city();
		StepVerifier.create(asynchronous().syncMono(city.id())).expectNext(city).verifyComplete();
		StepVerifier.create(asynchronous().syncMono(city.id())).expectNext(city).verifyComplete();
		assertThat(asynchronous().calls()).isOne();
	}

	@Test
	default void fluxLoadsOnceAndKeepsTheOrder() {
		City one = city();
		City two = city();
		List<Long> ids = List.of(two.id(), one.id());
		StepVerifier.create(asynchronous().flux(ids)).expectNext(two, one).verifyComplete();
		StepVerifier.create(asynchronous().flux(ids)).expectNext(two, one).verifyComplete();
		assertThat(asynchronous().calls()).isEqualTo(2);
	}

	@Test
	default void emptyFluxLoadsOnce() {
		StepVerifier.create(asynchronous().flux(List.of())).verifyComplete();
		StepVerifier.create(asynchronous().flux(List.of())).verifyComplete();
	}

	@Test
	default void writeThroughOfAFutureIsInTheCacheWhenItCompletes() {
		City renamed = city().renamed("renamed");
		assertThat(asynchronous().writeFuture(renamed)).succeedsWithin(SOON);
		asynchronous().calls();
		assertThat(asynchronous().future(renamed.id())).succeedsWithin(SOON).isEqualTo(renamed);
		assertThat(asynchronous().calls()).isZero();
	}

	@Test
	default void writeThroughOfAMonoIsInTheCacheWhenItCompletes() {
		City city = city();
		City renamed = city.renamed("renamed");
		asynchronous().flux(List.of(city.id())).blockLast();
		StepVerifier.create(asynchronous().writeMono(renamed)).expectNext(renamed).verifyComplete();
		asynchronous().calls();
		StepVerifier.create(asynchronous().mono(city.id())).expectNext(renamed).verifyComplete();
		assertThat(asynchronous().calls()).isZero();
		StepVerifier.create(asynchronous().flux(List.of(city.id()))).expectNext(renamed).verifyComplete();
	}

	@Test
	default void writeThroughOfAMonoThatFailsLeavesNothing() {
		City city = city();
		asynchronous().mono(city.id()).block();
		StepVerifier.create(asynchronous().failMono(city.renamed("renamed"))).verifyErrorMessage("Not written");
		asynchronous().calls();
		StepVerifier.create(asynchronous().mono(city.id())).expectNext(city).verifyComplete();
		assertThat(asynchronous().calls()).isOne();
	}

	@Test
	default void evictOfAMonoIsDoneWhenItCompletes() {
		City city = city();
		asynchronous().mono(city.id()).block();
		StepVerifier.create(asynchronous().deleteMono(city.id())).verifyComplete();
		StepVerifier.create(asynchronous().mono(city.id())).verifyComplete();
	}

	@Test
	default void evictBeforeInvocationOfAMonoIsDoneWhenItFails() {
		City city = city();
		asynchronous().mono(city.id()).block();
		StepVerifier.create(asynchronous().evictFirst(city.id())).verifyErrorMessage("Evicted before");
		asynchronous().mono(city.id()).block();
		assertThat(asynchronous().calls()).isEqualTo(2);
	}

	@Test
	default void evictOfAFluxKeepsEveryElement() {
		City one = city();
		City two = city();
		List<Long> ids = List.of(one.id(), two.id());
		asynchronous().flux(ids).blockLast();
		Flux<City> renamed = Flux.just(one.renamed("one"), two.renamed("two"));
		StepVerifier.create(asynchronous().importAll(renamed)).expectNextCount(2).verifyComplete();
		StepVerifier.create(asynchronous().flux(ids))
			.expectNext(one.renamed("one"), two.renamed("two"))
			.verifyComplete();
	}

}
