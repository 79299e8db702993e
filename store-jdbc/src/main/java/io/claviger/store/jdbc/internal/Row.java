package io.claviger.store.jdbc.internal;

import static java.time.temporal.ChronoUnit.MICROS;

import io.claviger.model.Actor;
import io.claviger.model.IpAddress;
import io.claviger.model.Stamp;
import io.claviger.model.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one table in a row that may join several: each column {@code c} of a table with
 * alias {@code a} is selected as {@code a_c}.
 */
final class Row {
  /** Makes a value of a row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  private final ResultSet result;
  private final Positions.OfTable positions;

  /** The number of columns that were read. */
  private int columnsRead;

  private Row(ResultSet result, Positions.OfTable positions) {
    this.result = result;
    this.positions = positions;
  }

  /** The list of a SELECT. */
  static String columns(String alias, String... names) {
    return Arrays.stream(names)
        .map(name -> alias + "." + name + " as " + alias + "_" + name)
        .collect(Collectors.joining(", "));
  }

  /**
   * Reads a value from the present row. A value that breaks its own rule makes a {@link
   * StoreException} that names the row by its column {@code id}.
   */
  static <T> T read(ResultSet result, Table table, Reader<T> reader) throws SQLException {
    return read(result, Positions.BY_LABEL, table, reader);
  }

  /** The same of a statement that has its columns there. */
  static <T> T read(ResultSet result, Positions positions, Table table, Reader<T> reader)
      throws SQLException {
    Row row = new Row(result, positions.of(table));
    try {
      return reader.read(row);
    } catch (RuntimeException e) {
      String id = row.text("id");
      throw new StoreException(
          StoreException.Kind.FAULT,
          "row " + id + " of table " + table.sqlName() + " is damaged; restore it from a backup",
          e);
    }
  }

  /** Whether an outer join found no row of this table. */
  static boolean isAbsent(ResultSet result, Positions positions, Table table) throws SQLException {
    return result.getString(positions.of(table).of(result, "id", 0)) == null;
  }

  String text(String column) throws SQLException {
    return present(column, result.getString(position(column)));
  }

  long number(String column) throws SQLException {
    return result.getLong(position(column));
  }

  int count(String column) throws SQLException {
    return result.getInt(position(column));
  }

  boolean flag(String column) throws SQLException {
    return result.getBoolean(position(column));
  }

  Instant instant(String column) throws SQLException {
    return Micros.instant(number(column));
  }

  Optional<Instant> optionalInstant(String column) throws SQLException {
    long micros = number(column);
    return result.wasNull() ? Optional.empty() : Optional.of(Micros.instant(micros));
  }

  Optional<Duration> optionalDuration(String column) throws SQLException {
    long micros = number(column);
    return result.wasNull() ? Optional.empty() : Optional.of(Duration.of(micros, MICROS));
  }

  Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(result.getString(position(column)));
  }

  /** From the four columns that {@link Stamps} writes. */
  Stamp stamp(Stamps.Columns columns) throws SQLException {
    Instant at = instant(columns.at());
    Actor by =
        new Actor(
            Actor.Kind.ofStored(text(columns.kind())),
            text(columns.name()),
            optionalText(columns.address()).map(IpAddress::parse));
    return new Stamp(at, by);
  }

  private int position(String column) throws SQLException {
    return positions.of(result, column, columnsRead++);
  }

  private static String present(String column, @Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException("column " + column + " is null");
    }
    return value;
  }
}
