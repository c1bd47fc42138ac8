package dev.cachepatterns.session;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

/**
 * Passes attributes on as they are stored.
 */
final class EncodedConversion implements ConversionService {

	@Override
	public boolean canConvert(@Nullable Class<?> sourceType, Class<?> targetType) {
		return true;
	}

	@Override
	public boolean canConvert(@Nullable TypeDescriptor sourceType, TypeDescriptor targetType) {
		return true;
	}

	@Override
	public <T> @Nullable T convert(@Nullable Object source, Class<T> targetType) {
		return targetType.cast(convert(source));
	}

	@Override
	public @Nullable Object convert(@Nullable Object source, @Nullable TypeDescriptor sourceType,
			TypeDescriptor targetType) {
		return convert(source);
	}

	private static @Nullable Object convert(@Nullable Object source) {
		if (source instanceof Encoded encoded) {
			return encoded.bytes();
		}
		return (source instanceof byte[] bytes) ? new Encoded(bytes) : source;
	}

}
