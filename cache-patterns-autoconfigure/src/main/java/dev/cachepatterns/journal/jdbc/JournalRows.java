package dev.cachepatterns.journal.jdbc;

import java.util.Collection;
import java.util.List;

/**
 * The rows of the journal, as one instance reaches them: writers on connections of the
 * application, polls on one of their own. Every method may fail with a
 * {@link org.springframework.dao.DataAccessException}.
 */
interface JournalRows {

	/**
	 * Inserts rows in the transaction of the calling thread, or in one of their own if it
	 * has none on this database. In one of their own all are held.
	 */
	void insert(Collection<Row> rows);

	/**
	 * Inserts a row whose write is over. For polls.
	 * @throws org.springframework.dao.DuplicateKeyException if it is there
	 */
	void insertLate(Row row);

	/**
	 * The rows of all instances, in any order. For polls.
	 */
	List<Row> select(int limit);

	/**
	 * Ends the holds of rows that are there. For polls.
	 */
	void release(List<Long> ids);

	/**
	 * Deletes rows that are there. For polls.
	 */
	void delete(List<Long> ids);

	/**
	 * Gives back the connection of the polls; the next one makes a new one.
	 */
	void disconnect();

}
