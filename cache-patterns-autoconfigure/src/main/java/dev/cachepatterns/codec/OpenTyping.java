package dev.cachepatterns.codec;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.impl.DefaultTypeResolverBuilder;
import tools.jackson.databind.jsontype.impl.TypeIdResolverBase;

/**
 * How Jackson tells the class of an object whose declared type leaves it open: by the
 * number that the {@link TypeRegistry} has for it, never by its name.
 */
final class OpenTyping extends DefaultTypeResolverBuilder {

	private static final long serialVersionUID = 1L;

	private final transient TypeRegistry types;

	OpenTyping(TypeRegistry types) {
		super(BasicPolymorphicTypeValidator.builder().build(), DefaultTyping.OBJECT_AND_NON_CONCRETE,
				JsonTypeInfo.As.PROPERTY, JsonTypeInfo.Id.CUSTOM, "@type");
		this.types = types;
	}

	@Override
	public boolean useForType(JavaType type) {
		return !type.isContainerType() && !type.isReferenceType() && Types.polymorphic(type.getRawClass());
	}

	@Override
	protected TypeIdResolver idResolver(DatabindContext context, JavaType baseType,
			PolymorphicTypeValidator subtypeValidator, @Nullable Collection<NamedType> subtypes, boolean forSer,
			boolean forDeser) {
		return new Numbers(baseType, this.types);
	}

	/**
	 * The numbers of classes and their schemas.
	 */
	private static final class Numbers extends TypeIdResolverBase {

		private static final long serialVersionUID = 1L;

		private final transient TypeRegistry types;

		Numbers(JavaType baseType, TypeRegistry types) {
			super(baseType);
			this.types = types;
		}

		@Override
		public String idFromValue(DatabindContext context, @Nullable Object value) {
			Class<?> type = (value != null) ? named(value) : Object.class;
			String number = this.types.openNumber(type);
			if (number == null) {
				throw new CodecException(
						"%s stands where %s is declared, and is not known: add it to cache-patterns.serialization.allowed-types"
							.formatted(type.getName(), this._baseType.getRawClass().getName()),
						null);
			}
			return number;
		}

		@Override
		public String idFromValueAndType(DatabindContext context, @Nullable Object value, Class<?> suggestedType) {
			return idFromValue(context, value);
		}

		@Override
		public @Nullable JavaType typeFromId(DatabindContext context, String id) {
			Class<?> type = this.types.openClass(id);
			boolean fits = type != null && this._baseType.getRawClass().isAssignableFrom(type);
			return fits ? context.constructSpecializedType(this._baseType, type) : null;
		}

		@Override
		public JsonTypeInfo.Id getMechanism() {
			return JsonTypeInfo.Id.CUSTOM;
		}

		private static Class<?> named(Object value) {
			if (value instanceof List<?>) {
				return List.class;
			}
			if (value instanceof Set<?>) {
				return Set.class;
			}
			return (value instanceof Map<?, ?>) ? Map.class : Types.classOf(value);
		}

	}

}
