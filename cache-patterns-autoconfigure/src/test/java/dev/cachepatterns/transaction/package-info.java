/**
 * Annotated methods on a real database: transactions, repositories, security.
 */
package dev.cachepatterns.transaction;
