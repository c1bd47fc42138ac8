package dev.cachepatterns.journal.jdbc;

import dev.cachepatterns.journal.Debt;

/**
 * A debt in the table.
 *
 * @param id random number that its writer has chosen
 * @param debt what is owed
 * @param held on writing, whether its writer is going to release it; on reading, whether
 * it has not been released and is not over time
 */
record Row(long id, Debt debt, boolean held) {
}
