package dev.cachepatterns.sample.user;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A user profile without its id.
 *
 * @param name the name to show
 * @param email the address
 * @param home the id of a place, null for none; the database knows whether it exists
 */
record UserEdit(@NotBlank @Size(max = 100) String name, @NotBlank @Email @Size(max = 200) String email,
		@Nullable Long home) {

	UserProfile toProfile(String id) {
		return new UserProfile(id, this.name, this.email, this.home);
	}

}
