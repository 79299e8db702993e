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

  private final Session session;
  private final List<Object> values = new ArrayList<>();
  private String text;

  Sql(Session session, String text) {
    this.session = session;
    this.text = text;
  }

  /**
   * Runs one statement for many items, in one round trip. One item alone is no batch for the
   * driver, to which that would be more work.
   *
   * @return the number of rows that each run changed, in order; no round trip where there are no
   *     items
   */
  static <T> int[] batch(
      Session session, String text, Collection<T> items, BiConsumer<Sql, T> binder)
      throws SQLException {
    if (items.isEmpty()) {
      return new int[0];
    }
    Sql sql = new Sql(session, text);
    if (items.size() == 1) {
      binder.accept(sql, items.iterator().next());
      return new int[] {sql.update()};
    }
    try (PreparedStatement batch = session.prepare(text)) {
      for (T item : items) {
        sql.values.clear();
        binder.accept(sql, item);
        sql.setValues(batch);
        batch.addBatch();
      }
      return batch.executeBatch();
    }
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

  /** The same for a list of rows, for each of which so many values are bound. */
  <T> Sql bindRows(Collection<T> rows, int width, BiConsumer<Sql, T> binder) {
    String row = "(" + String.join(",", Collections.nCopies(width, "?")) + ")";
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
