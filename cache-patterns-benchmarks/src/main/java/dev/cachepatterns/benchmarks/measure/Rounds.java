package dev.cachepatterns.benchmarks.measure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

import dev.cachepatterns.benchmarks.server.ServerUse;
import dev.cachepatterns.benchmarks.subject.Subject;

/**
 * What was measured of a scenario.
 *
 * @param scenario the scenario
 * @param subjects the subjects; the first is the one that others are compared with
 * @param samples a sample of each round, by the subject's name
 */
public record Rounds(Scenario scenario, List<Subject> subjects, Map<String, List<Sample>> samples) {

	/**
	 * A figure of a subject.
	 * @param subject name of the subject
	 * @param figure the figure
	 * @return its quartiles over the rounds
	 */
	public Quartiles of(String subject, ToDoubleFunction<Sample> figure) {
		return Quartiles.of(samples(subject).stream().mapToDouble(figure).toArray());
	}

	/**
	 * The time of a subject's call in relation to another's. The ratio is taken within
	 * each round, so that what disturbs the machine for longer than a round disturbs
	 * both.
	 * @param subject name of the subject
	 * @param other name of the other subject
	 * @return quartiles of the ratios
	 */
	public Quartiles ratio(String subject, String other) {
		return ratio(subject, other, Sample::nanos);
	}

	/**
	 * A figure of a subject in relation to another's, also within each round.
	 * @param subject name of the subject
	 * @param other name of the other subject
	 * @param figure the figure
	 * @return quartiles of the ratios
	 */
	public Quartiles ratio(String subject, String other, ToDoubleFunction<Sample> figure) {
		List<Sample> mine = samples(subject);
		List<Sample> others = samples(other);
		double[] ratios = new double[mine.size()];
		for (int round = 0; round < ratios.length; round++) {
			ratios[round] = figure.applyAsDouble(mine.get(round)) / figure.applyAsDouble(others.get(round));
		}
		return Quartiles.of(ratios);
	}

	/**
	 * What the server did for one call.
	 * @param subject name of the subject
	 * @return the mean of the rounds
	 */
	public ServerUse server(String subject) {
		List<Sample> mine = samples(subject);
		return mine.stream().map(Sample::server).reduce(ServerUse.NONE, ServerUse::plus).per(mine.size());
	}

	/**
	 * The subject that others are compared with.
	 * @return its name
	 */
	public String baseline() {
		return this.subjects.get(0).name();
	}

	private List<Sample> samples(String subject) {
		return Objects.requireNonNull(this.samples.get(subject), () -> subject + " was not measured");
	}

}
