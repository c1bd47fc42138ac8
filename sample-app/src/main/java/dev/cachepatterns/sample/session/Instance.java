package dev.cachepatterns.sample.session;

import jakarta.servlet.http.HttpServletRequest;

/**
 * An instance of <i>Atlas</i>.
 *
 * @param port where it listens
 * @param process the id of its process
 */
record Instance(int port, long process) {

	static Instance of(HttpServletRequest request) {
		return new Instance(request.getLocalPort(), ProcessHandle.current().pid());
	}

}
