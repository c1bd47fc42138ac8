package dev.cachepatterns.interceptor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.MemoryStore;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No step that blocks runs on the thread of a caller that must not block.
 */
class EventLoopTests {

	private static final Map<String, Queue<String>> THREADS = Map.of("blocking", new ConcurrentLinkedQueue<>(),
			"asynchronous", new ConcurrentLinkedQueue<>());

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class, AopAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@Test
	void publishersBlockNoEventLoop() {
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			onEventLoop(List.of(() -> service.mono(1), () -> service.writeMono(1), () -> service.mono(1),
					() -> service.evictMono(1), () -> service.evictFirst(1), () -> service.sync(2),
					() -> service.flux(3).collectList(), () -> service.flux(3).collectList(),
					() -> service.clearFlux(3).collectList()));
		});
	}

	@Test
	void futuresBlockNoEventLoop() {
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			onEventLoop(
					List.of(() -> Mono.fromFuture(service.future(10)), () -> Mono.fromFuture(service.writeFuture(10)),
							() -> Mono.fromFuture(service.future(10)), () -> Mono.fromFuture(service.syncFuture(11))));
		});
	}

	private static void onEventLoop(List<Supplier<Mono<?>>> steps) {
		THREADS.values().forEach(Queue::clear);
		ExecutorService loop = Executors.newSingleThreadExecutor((task) -> new Thread(task, "event-loop"));
		Scheduler scheduler = Schedulers.fromExecutorService(loop);
		Flux.fromIterable(steps)
			.concatMap((step) -> Mono.defer(step).subscribeOn(scheduler))
			.then()
			.doFinally((signal) -> loop.shutdown())
			.block(Duration.ofSeconds(10));
		assertThat(THREADS.get("asynchronous")).isNotEmpty().containsOnly("event-loop");
		assertThat(THREADS.get("blocking")).isNotEmpty().allMatch((thread) -> thread.startsWith("cache-patterns-"));
	}

	/**
	 * An application whose store notes which threads use it.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Service service() {
			return new Service();
		}

		@Bean
		CacheStore store() {
			CacheStore memory = MemoryStore.create(1_000_000, Clock.systemUTC(),
					() -> ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), (cache) -> {
					});
			return (CacheStore) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { CacheStore.class },
					(proxy, method, arguments) -> {
						if (!List.of("name", "close", "toString", "hashCode").contains(method.getName())) {
							String kind = method.getName().equals("getAsync") ? "asynchronous" : "blocking";
							THREADS.get(kind).add(Thread.currentThread().getName());
						}
						try {
							return method.invoke(memory, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

	/**
	 * Methods whose results arrive later.
	 */
	static class Service {

		@Cacheable("monos")
		public Mono<String> mono(long id) {
			return Mono.just("mono " + id);
		}

		@Cacheable(cacheNames = "sync", sync = true)
		public Mono<String> sync(long id) {
			return Mono.just("mono " + id);
		}

		@Cacheable("fluxes")
		public Flux<String> flux(long id) {
			return Flux.just("one", "two");
		}

		@Cacheable("futures")
		public CompletableFuture<String> future(long id) {
			return CompletableFuture.completedFuture("future " + id);
		}

		@Cacheable(cacheNames = "sync-futures", sync = true)
		public CompletableFuture<String> syncFuture(long id) {
			return CompletableFuture.completedFuture("future " + id);
		}

		@WriteThrough(cacheNames = "monos", key = "#id", evict = @CacheEvict(cacheNames = "fluxes", allEntries = true))
		public Mono<String> writeMono(long id) {
			return Mono.just("written " + id).delayElement(Duration.ofMillis(1));
		}

		@WriteThrough(cacheNames = "futures", key = "#id")
		public CompletableFuture<String> writeFuture(long id) {
			return CompletableFuture.completedFuture("written " + id);
		}

		@CacheEvict("monos")
		public Mono<Void> evictMono(long id) {
			return Mono.empty();
		}

		@CacheEvict(cacheNames = "monos", beforeInvocation = true)
		public Mono<Void> evictFirst(long id) {
			return Mono.empty();
		}

		@CacheEvict(cacheNames = "fluxes", allEntries = true)
		public Flux<String> clearFlux(long id) {
			return Flux.just("one", "two");
		}

	}

}
