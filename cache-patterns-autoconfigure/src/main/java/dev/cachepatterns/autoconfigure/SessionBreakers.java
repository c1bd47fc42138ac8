package dev.cachepatterns.autoconfigure;

import java.util.Locale;

import dev.cachepatterns.resilience.CallBreakers;
import dev.cachepatterns.resilience.Probes;
import org.springframework.context.ApplicationContext;

/**
 * Makes the circuit breakers of HTTP sessions. They have the settings of those of the
 * caches on the same backend, and others' names: what is known of one client says little
 * of another.
 */
public final class SessionBreakers {

	private SessionBreakers() {
	}

	/**
	 * The breakers of sessions.
	 * @param context where the settings are, and who is told of changes
	 * @param backend where the sessions are
	 * @param target what the breakers ask
	 * @return the breakers, to be closed
	 */
	public static CallBreakers of(ApplicationContext context, Backend backend, CallBreakers.Target target) {
		String store = backend.name().toLowerCase(Locale.ROOT);
		NodeCircuitBreakers breakers = NodeCircuitBreakers.of(context, store, "Sessions");
		return new CallBreakers("sessions-", breakers::make, new Probes(Stamps.random(), (keys) -> true), target);
	}

}
