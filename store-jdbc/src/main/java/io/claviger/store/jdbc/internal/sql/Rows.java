package io.claviger.store.jdbc.internal.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

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
  private static final int MAX_ROWS = 32;

  /** All rows go into one statement up to this number; more are split into powers of two. */
  private static final int FEW_ROWS = 8;

  /** Binds the values of an item. */
  @FunctionalInterface
  public interface Values<T> {
    void bind(Binder binder, T item) throws SQLException;
  }

  private Rows() {}

  /**
   * Runs the statement for all items, with few different numbers of rows, so that there are few
   * different statements to prepare.
   *
   * @param row the text of one row
   */
  public static <T> void update(
      Session session, String sql, String row, Collection<T> items, Values<T> values)
      throws SQLException {
    List<T> all = List.copyOf(items);
    int size;
    for (int from = 0; from < all.size(); from += size) {
      int rest = all.size() - from;
      size = rest <= FEW_ROWS ? rest : Math.min(MAX_ROWS, Integer.highestOneBit(rest));
      List<T> some = all.subList(from, from + size);
      session.update(fill(sql, row, size), binder -> bind(binder, some, values));
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
  public static <T> void bind(Binder binder, Collection<T> items, Values<T> values)
      throws SQLException {
    for (T item : items) {
      values.bind(binder, item);
    }
  }
}
