package dev.cachepatterns.session;

/**
 * A codec that is not to be used.
 */
final class NoCodec implements AttributeCodec {

	@Override
	public byte[] encode(Object value) {
		throw new IllegalStateException("encodes");
	}

	@Override
	public Object decode(byte[] bytes) {
		throw new IllegalStateException("decodes");
	}

}
