package dev.cachepatterns.autoconfigure.session;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * A request that does not look like an error's to the first that asks, which is Spring
 * Session's filter right behind ours: it would take a request that was filtered already
 * for an error within another request, and filter it once more.
 */
final class NotNested extends HttpServletRequestWrapper {

	private boolean asked;

	NotNested(HttpServletRequest request) {
		super(request);
	}

	@Override
	public DispatcherType getDispatcherType() {
		DispatcherType type = this.asked ? super.getDispatcherType() : DispatcherType.REQUEST;
		this.asked = true;
		return type;
	}

}
