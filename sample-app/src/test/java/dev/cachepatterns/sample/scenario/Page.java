package dev.cachepatterns.sample.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page of the documentation with figures in tables: what is measured is the first cell
 * of a row. A figure is a number, or a bound such as {@code ≤ 20} where chance plays a
 * part.
 *
 * @param name name of the file
 * @param text its text
 */
record Page(String name, String text) {

	private static final Pattern STEP = Pattern.compile("^### \\d.*?(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern YAML = Pattern.compile("^```yaml\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern FIGURE = Pattern.compile("(≤ )?([0-9,]+)");

	static Page of(String name) {
		try {
			return new Page(name, Files.readString(Path.of("../docs", name)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The settings of each step that has some, by what the last row of its table is of.
	 */
	Map<String, Map<String, Object>> steps() {
		Map<String, Map<String, Object>> steps = new LinkedHashMap<>();
		STEP.matcher(this.text).results().map(MatchResult::group).forEach((step) -> {
			Matcher yaml = YAML.matcher(step);
			List<List<String>> rows = rows(step);
			if (yaml.find() && !rows.isEmpty()) {
				steps.put(rows.get(rows.size() - 1).get(0), properties(yaml.group(1)));
			}
		});
		return steps;
	}

	private static Map<String, Object> properties(String yaml) {
		Map<String, Object> properties = new LinkedHashMap<>();
		try {
			new YamlPropertySourceLoader().load("step", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.forEach((source) -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames())
					.forEach((name) -> properties.put(name, String.valueOf(source.getProperty(name)))));
			return properties;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<List<String>> rows(String text) {
		return text.lines()
			.map(String::strip)
			.filter((line) -> line.startsWith("| "))
			.map((line) -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
			.filter((cells) -> cells.size() > 1
					&& cells.stream().skip(1).allMatch((cell) -> FIGURE.matcher(cell).matches()))
			.toList();
	}

	/**
	 * Fails unless the page has every figure that was measured, and no other.
	 * @param measured the figures of a row, by what they are of
	 */
	void assertSays(Map<String, List<Long>> measured) {
		System.out.println("docs/" + this.name + ", as run:");
		measured.forEach((of, figures) -> System.out.println(row(of, figures)));
		List<String> mistakes = new ArrayList<>();
		List<List<String>> rows = rows(this.text);
		for (List<String> row : rows) {
			List<Long> figures = measured.getOrDefault(row.get(0), List.of());
			if (!agrees(row.subList(1, row.size()), figures)) {
				mistakes.add("docs/%s says | %s |, the run says %s".formatted(this.name, String.join(" | ", row),
						row(row.get(0), figures)));
			}
		}
		assertThat(mistakes).isEmpty();
		assertThat(rows).extracting((row) -> row.get(0)).containsAll(measured.keySet());
	}

	private static boolean agrees(List<String> cells, List<Long> figures) {
		if (cells.size() != figures.size()) {
			return false;
		}
		for (int i = 0; i < cells.size(); i++) {
			Matcher figure = FIGURE.matcher(cells.get(i));
			if (!figure.matches() || !agrees(figure, figures.get(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * A bound that is far above what it bounds says nothing.
	 */
	private static boolean agrees(Matcher figure, long measured) {
		long said = Long.parseLong(figure.group(2).replace(",", ""));
		return (figure.group(1) != null) ? measured <= said && said <= 4 * measured : measured == said;
	}

	private static String row(String of, List<Long> figures) {
		return figures.stream()
			.map((figure) -> String.format(Locale.ROOT, "%,d", figure))
			.collect(Collectors.joining(" | ", "| " + of + " | ", " |"));
	}

}
