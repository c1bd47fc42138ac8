package dev.cachepatterns.cache;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Tag;
import org.springframework.util.ObjectUtils;

/**
 * A tag, as the key under which its stamp stands: written as it is.
 *
 * @param name its name
 */
public record CacheTag(String name) {

	private static final int MOST = 64;

	/**
	 * The tags that an expression has given.
	 * @param value a tag, or an array or a collection of tags, each written as
	 * {@link Object#toString} does; {@code null} for none
	 * @return the tags, each once
	 * @throws UnusableKeyException if one is too long, or there are too many
	 */
	public static List<CacheTag> all(@Nullable Object value) {
		Set<CacheTag> tags = new LinkedHashSet<>();
		for (Object element : elements(value)) {
			if (element != null) {
				tags.add(of(element));
			}
		}
		if (tags.size() > MOST) {
			throw new UnusableKeyException("A value has %d tags, and can have %d at most: use fewer, coarser ones"
				.formatted(tags.size(), MOST), null);
		}
		return new ArrayList<>(tags);
	}

	/**
	 * A tag.
	 * @param value what is written as {@link Object#toString} does
	 * @return the tag
	 * @throws UnusableKeyException if it is too long
	 */
	public static CacheTag of(Object value) {
		String name = value.toString();
		int length = name.getBytes(StandardCharsets.UTF_8).length;
		if (length > Tag.LONGEST) {
			throw new UnusableKeyException("A tag has %d bytes, and can have %d at most: '%s...'".formatted(length,
					Tag.LONGEST, name.substring(0, 40)), null);
		}
		return new CacheTag(name);
	}

	private static Collection<? extends @Nullable Object> elements(@Nullable Object value) {
		if (value instanceof Collection<?> collection) {
			return collection;
		}
		return (value != null && value.getClass().isArray()) ? Arrays.asList(ObjectUtils.toObjectArray(value))
				: (value != null) ? List.of(value) : List.of();
	}

}
