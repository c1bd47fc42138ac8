package dev.cachepatterns.benchmarks.server;

/**
 * For entries that are in this JVM.
 */
public final class NoServer implements Server {

	@Override
	public int port() {
		return 0;
	}

	@Override
	public ServerUse use() {
		return ServerUse.NONE;
	}

	@Override
	public void clear() {
		// Nothing to clear
	}

	@Override
	public void close() {
		// Nothing to close
	}

}
