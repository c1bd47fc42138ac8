package dev.cachepatterns.sample.session;

import java.security.Principal;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /session}: who has asked, and which instance answers.
 */
@RestController
class SessionController {

	@GetMapping("/session")
	SessionFacts session(HttpServletRequest request, @Nullable Principal user) {
		return SessionFacts.of(request, user);
	}

}
