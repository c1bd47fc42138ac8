package dev.cachepatterns.sample.user;

import dev.cachepatterns.sample.web.NotFoundException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /users}.
 */
@RestController
@RequestMapping("/users/{id}")
class UserController {

	private static final String ID = "[a-z][a-z0-9-]{0,31}";

	private static final String ID_MESSAGE = "must be up to 32 small letters, digits and hyphens, a letter first";

	private final UserService users;

	UserController(UserService users) {
		this.users = users;
	}

	@GetMapping
	UserProfile read(@PathVariable @Pattern(regexp = ID, message = ID_MESSAGE) String id) {
		return this.users.find(id).orElseThrow(() -> new NotFoundException("user", id));
	}

	@PutMapping
	ResponseEntity<UserProfile> save(@PathVariable @Pattern(regexp = ID, message = ID_MESSAGE) String id,
			@RequestBody @Valid UserEdit edit) {
		UserProfile profile = edit.toProfile(id);
		boolean created = this.users.save(profile);
		return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK).body(profile);
	}

}
