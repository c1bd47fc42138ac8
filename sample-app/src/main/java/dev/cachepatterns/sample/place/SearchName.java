package dev.cachepatterns.sample.place;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form of a name that searches compare: lower case, without accents.
 */
public final class SearchName {

	private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

	private SearchName() {
	}

	/**
	 * Returns "sao paulo" for "São Paulo".
	 * @param name a name or the beginning of one
	 * @return its form for searches
	 */
	public static String of(String name) {
		String decomposed = Normalizer.normalize(name, Normalizer.Form.NFD);
		return ACCENTS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
	}

}
