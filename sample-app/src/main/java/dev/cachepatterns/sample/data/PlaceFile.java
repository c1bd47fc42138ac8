package dev.cachepatterns.sample.data;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import dev.cachepatterns.sample.place.Place;

import org.springframework.core.io.Resource;

/**
 * A compressed file with a place on each line, described in {@code data/README.md}.
 *
 * @param resource the file
 */
record PlaceFile(Resource resource) {

	List<Place> read() throws IOException {
		List<Place> places = new ArrayList<>();
		try (LineNumberReader reader = new LineNumberReader(
				new InputStreamReader(new GZIPInputStream(this.resource.getInputStream()), StandardCharsets.UTF_8))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				places.add(parse(reader.getLineNumber(), line.split("\t")));
			}
		}
		return places;
	}

	private static Place parse(int id, String[] columns) {
		String region = columns[1].isEmpty() ? null : columns[1];
		return new Place(id, columns[2], columns[0], region, Double.parseDouble(columns[3]),
				Double.parseDouble(columns[4]));
	}

}
