package io.claviger.store.jdbc.internal;

import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A statement by plain JDBC, since jdbi takes longer to make one than a driver to send it. Has a
 * question mark for each value, bound in order, and {@code <name>} for a list of them.
 */
final class Sql {
  /** Makes a value of the present row. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * Rows of one statement. So many keys with whitelists of 5,000 entries fit into a MariaDB packet.
   */
  private static final int MOST_ROWS = 32;

  /** All rows go into one statement up to this number; more are split into powers of two. */
  private static final int FEW_ROWS = 8;

  private final Session session;
  private final List<Object> values = new ArrayList<>();
  private String text;

  Sql(Session session, String text) {
    this.session = session;
    this.text = text;
  }

  /**
   * Runs a statement that takes many rows at a time, with few different numbers of rows, so that
   * there are few different statements to prepare.
   *
   * <p>This is no JDBC batch: MariaDB's driver sends a batch as a bulk command, and if a Galera
   * cluster aborts the transaction meanwhile, it reports no error.
   *
   * @param text the statement, with {@code <rows>} in place of the rows
   * @param row the text of one row
   */
  static <T> void rows(
      Session session, String text, String row, Collection<T> items, BiConsumer<Sql, T> binder)
      throws SQLException {
    List<T> all = List.copyOf(items);
    int size;
    for (int from = 0; from < all.size(); from += size) {
      int rest = all.size() - from;
      size = rest <= FEW_ROWS ? rest : Math.min(MOST_ROWS, Integer.highestOneBit(rest));
      new Sql(session, text).bindRows(all.subList(from, from + size), row, binder).update();
    }
  }

  /**
   * Runs one statement for each item.
   *
   * @return the number of rows that each run changed, in order
   */
  static <T> int[] each(
      Session session, String text, Collection<T> items, BiConsumer<Sql, T> binder)
      throws SQLException {
    int[] counts = new int[items.size()];
    if (items.isEmpty()) {
      return counts;
    }
    try (PreparedStatement statement = session.prepare(text)) {
      int i = 0;
      for (T item : items) {
        bound(session, text, item, binder).setValues(statement);
        counts[i++] = statement.executeUpdate();
      }
    }
    return counts;
  }

  /** Does the same in one round trip, if the driver reports the failure of each run. */
  static <T> void batch(
      Session session, String text, Collection<T> items, BiConsumer<Sql, T> binder)
      throws SQLException {
    try (PreparedStatement batch = session.prepare(text)) {
      for (T item : items) {
        bound(session, text, item, binder).setValues(batch);
        batch.addBatch();
      }
      batch.executeBatch();
    }
  }

  private static <T> Sql bound(Session session, String text, T item, BiConsumer<Sql, T> binder) {
    Sql sql = new Sql(session, text);
    binder.accept(sql, item);
    return sql;
  }

  /** A row of so many values. */
  static String row(int width) {
    return "(" + String.join(",", Collections.nCopies(width, "?")) + ")";
  }

  Sql bind(@Nullable String value) {
    return add(value, JDBCType.VARCHAR);
  }

  Sql bind(@Nullable Long value) {
    return add(value, JDBCType.BIGINT);
  }

  Sql bind(int value) {
    return add(value, JDBCType.INTEGER);
  }

  Sql bind(boolean value) {
    return add(value, JDBCType.BOOLEAN);
  }

  /** For the first list that has no values yet. */
  Sql bindList(Collection<String> list) {
    fillIn(Collections.nCopies(list.size(), "?"));
    values.addAll(list);
    return this;
  }

  /** Binds a list of rows; the text gets {@code row} for each of them. */
  <T> Sql bindRows(Collection<T> rows, String row, BiConsumer<Sql, T> binder) {
    fillIn(Collections.nCopies(rows.size(), row));
    rows.forEach(each -> binder.accept(this, each));
    return this;
  }

  private void fillIn(List<String> marks) {
    text =
        text.substring(0, text.indexOf('<'))
            + String.join(",", marks)
            + text.substring(text.indexOf('>') + 1);
  }

  /** The number of rows that were changed. */
  int update() throws SQLException {
    try (PreparedStatement update = session.prepare(text)) {
      setValues(update);
      return update.executeUpdate();
    }
  }

  /** From the first row, if there is one; may go on to the next ones. */
  <T> Optional<T> first(RowReader<T> reader) throws SQLException {
    try (PreparedStatement select = session.prepare(text)) {
      setValues(select);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
      }
    }
  }

  <T> List<T> list(RowReader<T> reader) throws SQLException {
    List<T> all = new ArrayList<>();
    first(
        rows -> {
          do {
            all.add(reader.read(rows));
          } while (rows.next());
          return all;
        });
    return all;
  }

  /** With its type, since PostgreSQL prepares a statement anew for another type. */
  private Sql add(@Nullable Object value, JDBCType type) {
    values.add(value == null ? type : value);
    return this;
  }

  private void setValues(PreparedStatement statement) throws SQLException {
    int position = 0;
    for (Object value : values) {
      position++;
      if (value instanceof String string) {
        statement.setString(position, string);
      } else if (value instanceof JDBCType type) {
        statement.setNull(position, type.getVendorTypeNumber());
      } else {
        statement.setObject(position, value);
      }
    }
  }
}
