package dev.cachepatterns.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A configuration with which the application must not start. Spring Boot prints it as a
 * description and an action.
 */
public final class CachePatternsConfigurationException extends RuntimeException {

	private final String action;

	/**
	 * A refusal.
	 * @param description what is wrong, with the property and its value
	 * @param action what to do
	 */
	public CachePatternsConfigurationException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * What to do.
	 * @return the remedy
	 */
	public String action() {
		return this.action;
	}

	/**
	 * Comes before Boot's analyzer of binding errors, which sees only the outer
	 * exception.
	 */
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static final class Analyzer extends AbstractFailureAnalyzer<CachePatternsConfigurationException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, CachePatternsConfigurationException cause) {
			return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
		}

	}

}
