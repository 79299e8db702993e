package io.claviger.store.jdbc.internal.sql;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/**
 * Statements that take many rows at a time, with {@code <rows>} in place of the rows.
 *
 * <p>They are no JDBC batches: MariaDB's driver sends a batch as a bulk command, and if a Galera
 * cluster aborts the transaction meanwhile, it reports no error.
 */
public final class Rows {
  /**
   * Rows of one statement. So many keys with whitelists of 5,000 entries fit into a MariaDB packet.
   */
  private static final int MOST_ROWS = 32;

  /** All rows go into one statement up to this number; more are split into powers of two. */
  private static final int FEW_ROWS = 8;

  private Rows() {}

  /**
   * Runs the statement for all items, with few different numbers of rows, so that there are few
   * different statements to prepare.
   *
   * @param row the text of one row
   */
  public static <T> void update(
      Handle handle, String sql, String row, Collection<T> items, BiConsumer<Binder, T> binder) {
    List<T> all = List.copyOf(items);
    int size;
    for (int from = 0; from < all.size(); from += size) {
      int rest = all.size() - from;
      size = rest <= FEW_ROWS ? rest : Math.min(MOST_ROWS, Integer.highestOneBit(rest));
      Update update = handle.createUpdate(fill(sql, row, size));
      bind(update, all.subList(from, from + size), binder);
      update.execute();
    }
  }

  /** Returns the text of a row with this many values. */
  public static String row(int width) {
    return "(" + String.join(",", Collections.nCopies(width, "?")) + ")";
  }

  /** Returns the statement with this many rows. */
  public static String fill(String sql, String row, int rows) {
    return sql.replace("<rows>", String.join(",", Collections.nCopies(rows, row)));
  }

  /** Binds the values of all items, one after the other. */
  public static <T> void bind(
      SqlStatement<?> statement, Collection<T> items, BiConsumer<Binder, T> binder) {
    Binder values = new Binder(statement);
    items.forEach(item -> binder.accept(values, item));
  }
}
