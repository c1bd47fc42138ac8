package dev.cachepatterns.sample.account;

import java.security.Principal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * {@code /login}, and logging out everywhere. The rest is Spring Security's.
 */
@Controller
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class AccountController {

	private final FindByIndexNameSessionRepository<?> sessions;

	AccountController(FindByIndexNameSessionRepository<?> sessions) {
		this.sessions = sessions;
	}

	@GetMapping("/login")
	String login() {
		return "login";
	}

	/**
	 * Ends this session and the remembered logins of the user, as any logging out does,
	 * and then all their other sessions.
	 */
	@PostMapping("/logout-everywhere")
	String logOutEverywhere(Principal user, HttpServletRequest request) throws ServletException {
		request.logout();
		this.sessions.findByPrincipalName(user.getName()).keySet().forEach(this.sessions::deleteById);
		return "redirect:/login?everywhere";
	}

}
