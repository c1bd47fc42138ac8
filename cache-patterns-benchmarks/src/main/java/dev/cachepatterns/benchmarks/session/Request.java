package dev.cachepatterns.benchmarks.session;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What a request does with its session.
 */
enum Request {

	READ("a request that reads an attribute") {
		@Override
		boolean serve(HttpServletRequest request) {
			return request.getSession(false) != null && request.getSession(false).getAttribute("name") != null;
		}
	},

	WRITE("a request that reads an attribute and writes another") {
		@Override
		boolean serve(HttpServletRequest request) {
			boolean found = READ.serve(request);
			request.getSession().setAttribute("time", System.nanoTime());
			return found;
		}
	};

	private final String title;

	Request(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

	/**
	 * Serves a request.
	 * @return whether it has found its session
	 */
	abstract boolean serve(HttpServletRequest request);

}
