package dev.cachepatterns.benchmarks.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.cachepatterns.benchmarks.measure.Pace;
import dev.cachepatterns.benchmarks.measure.Quartiles;
import dev.cachepatterns.benchmarks.report.ScenarioTable;
import dev.cachepatterns.benchmarks.server.ServerUse;

/**
 * What was measured of an instance.
 *
 * @param instance its name
 * @param rates requests in a second, by round
 * @param uses what its server did for one request, by round
 */
record Measured(String instance, List<Double> rates, List<ServerUse> uses) {

	private static final String HEAD = """
			### %s, %d threads

			| | requests per second | beside %s | beside %s | on the server, per request |
			|---|--:|--:|--:|---|
			""";

	/**
	 * Measures all instances in turns: in each round each of them has a slice, in an
	 * order of its own.
	 */
	static List<Measured> run(List<Instance> instances, Request request, ExecutorService threads, int number,
			Pace pace) {
		Map<String, Measured> measured = new LinkedHashMap<>();
		instances.forEach((instance) -> measured.put(instance.name(),
				new Measured(instance.name(), new ArrayList<>(), new ArrayList<>())));
		Random random = new Random(1);
		for (int round = -pace.warmUp(); round < pace.rounds(); round++) {
			List<Instance> order = new ArrayList<>(instances);
			Collections.shuffle(order, random);
			for (Instance instance : order) {
				ServerUse before = instance.server().use();
				long began = System.nanoTime();
				long requests = slice(instance, request, threads, number, pace.slice());
				double rate = requests * 1e9 / (System.nanoTime() - began);
				ServerUse use = instance.server().use().since(before).per(requests);
				if (round >= 0) {
					Measured of = Objects.requireNonNull(measured.get(instance.name()));
					of.rates.add(rate);
					of.uses.add(use);
				}
			}
		}
		return List.copyOf(measured.values());
	}

	private static long slice(Instance instance, Request request, ExecutorService threads, int number, Duration time) {
		long end = System.nanoTime() + time.toNanos();
		List<Future<Long>> parts = IntStream.range(0, number).mapToObj((i) -> threads.submit(() -> {
			long requests = 0;
			do {
				instance.send(request);
				requests++;
			}
			while (System.nanoTime() - end < 0);
			return requests;
		})).toList();
		long requests = 0;
		try {
			for (Future<Long> part : parts) {
				requests += part.get();
			}
			return requests;
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The rate in relation to another's, within each round.
	 */
	Quartiles ratio(Measured other) {
		return Quartiles.of(IntStream.range(0, this.rates.size())
			.mapToDouble((round) -> this.rates.get(round) / other.rates.get(round))
			.toArray());
	}

	/**
	 * What the server did for one request.
	 */
	ServerUse use() {
		return this.uses.stream().reduce(ServerUse.NONE, ServerUse::plus).per(this.uses.size());
	}

	/**
	 * What was measured, as Markdown, in relation to Spring Session's own.
	 */
	static String table(Request request, int threads, List<Measured> all) {
		List<Measured> others = all.stream().filter((one) -> one.instance.startsWith(Instance.SPRING)).toList();
		StringBuilder table = new StringBuilder(
				HEAD.formatted(request.title(), threads, others.get(0).instance, others.get(1).instance));
		all.forEach((measured) -> {
			double rate = Quartiles.of(measured.rates.stream().mapToDouble(Double::doubleValue).toArray()).median();
			table.append(String.format(Locale.ROOT, "| %s | %.0f | %s | %s | %s |%n", measured.instance, rate,
					text(measured.ratio(others.get(0))), text(measured.ratio(others.get(1))),
					ScenarioTable.commands(measured.use().commands())));
		});
		return table.toString();
	}

	private static String text(Quartiles ratio) {
		return String.format(Locale.ROOT, "%.2f (%.2f – %.2f)", ratio.median(), ratio.first(), ratio.third());
	}

}
