package dev.cachepatterns.checker;

import java.util.List;

import dev.cachepatterns.testing.CacheServer;

/**
 * What can go wrong in a cell.
 *
 * @param workers the processes
 * @param server the cache
 * @param links between a worker each and the server; empty where no fault needs them
 */
record Site(List<WorkerProcess> workers, CacheServer server, List<Proxy> links) {

	/**
	 * The port at which a worker reaches the server.
	 * @param worker number of the worker
	 */
	int port(int worker) {
		return this.links.isEmpty() ? this.server.port() : this.links.get(worker).port();
	}

}
