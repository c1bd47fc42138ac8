package dev.cachepatterns.sample.user;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of user profiles.
 */
@Repository
class UserRepository {

	private final JdbcClient jdbc;

	UserRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<UserProfile> find(String id) {
		return this.jdbc.sql("select id, name, email, home from user_profile where id = :id")
			.param("id", id)
			.query(UserProfile.class)
			.optional();
	}

	boolean update(UserProfile profile) {
		return this.jdbc.sql("update user_profile set name = :name, email = :email, home = :home where id = :id")
			.paramSource(profile)
			.update() > 0;
	}

	void insert(UserProfile profile) {
		this.jdbc.sql("insert into user_profile (id, name, email, home) values (:id, :name, :email, :home)")
			.paramSource(profile)
			.update();
	}

}
