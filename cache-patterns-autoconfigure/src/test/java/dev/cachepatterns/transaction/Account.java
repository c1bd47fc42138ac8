package dev.cachepatterns.transaction;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A row of the test database.
 */
@Table("ACCOUNT")
public record Account(@Id Long id, String owner) {
}
