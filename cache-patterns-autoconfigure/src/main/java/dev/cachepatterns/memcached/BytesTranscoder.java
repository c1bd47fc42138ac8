package dev.cachepatterns.memcached;

import net.rubyeye.xmemcached.transcoders.CachedData;
import net.rubyeye.xmemcached.transcoders.CompressionMode;
import net.rubyeye.xmemcached.transcoders.Transcoder;

/**
 * Bytes as they are: the client's own would serialize and compress them.
 */
final class BytesTranscoder implements Transcoder<byte[]> {

	@Override
	public CachedData encode(byte[] bytes) {
		return new CachedData(0, bytes);
	}

	@Override
	public byte[] decode(CachedData data) {
		return data.getData();
	}

	@Override
	public void setPrimitiveAsString(boolean primitiveAsString) {
		// No primitives here
	}

	@Override
	public void setPackZeros(boolean packZeros) {
		// No numbers here
	}

	@Override
	public void setCompressionThreshold(int to) {
		// No compression
	}

	@Override
	public boolean isPrimitiveAsString() {
		return false;
	}

	@Override
	public boolean isPackZeros() {
		return false;
	}

	@Override
	public void setCompressionMode(CompressionMode compressMode) {
		// No compression
	}

}
