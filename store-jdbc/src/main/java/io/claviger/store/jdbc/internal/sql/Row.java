package io.claviger.store.jdbc.internal.sql;

import static java.time.temporal.ChronoUnit.MICROS;

import io.claviger.internal.time.Micros;
import io.claviger.model.Actor;
import io.claviger.model.IpAddress;
import io.claviger.model.Stamp;
import io.claviger.model.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** The columns of one table in a row of a result, which are read in the order of the SELECT. */
public final class Row {
  /** Makes a value of a row. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  private final ResultSet result;
  private int next;

  private Row(ResultSet result, int first) {
    this.result = result;
    this.next = first;
  }

  /**
   * Reads a value from the present row. A value that breaks its own rule causes a {@link
   * StoreException} that names the table and the row.
   *
   * @param first the column of the id, which comes first in each table; columns count from 1
   */
  public static <T> T read(ResultSet result, int first, String table, Reader<T> reader)
      throws SQLException {
    try {
      return reader.read(new Row(result, first));
    } catch (RuntimeException e) {
      throw new StoreException(
          StoreException.Kind.FAULT,
          ("row " + result.getString(first) + " of table " + table)
              + " is damaged; restore it from a backup",
          e);
    }
  }

  /** Returns a mapper of results with columns of this table alone. */
  public static <T> RowMapper<T> mapper(String table, Reader<T> reader) {
    return (result, context) -> read(result, 1, table, reader);
  }

  public String text() throws SQLException {
    String value = result.getString(next++);
    if (value == null) {
      throw new IllegalArgumentException("column " + (next - 1) + " is null");
    }
    return value;
  }

  public long number() throws SQLException {
    return result.getLong(next++);
  }

  public int count() throws SQLException {
    return result.getInt(next++);
  }

  public boolean flag() throws SQLException {
    return result.getBoolean(next++);
  }

  public Instant instant() throws SQLException {
    return Micros.ofMicros(number());
  }

  public Optional<Instant> optionalInstant() throws SQLException {
    long micros = number();
    return result.wasNull() ? Optional.empty() : Optional.of(Micros.ofMicros(micros));
  }

  public Optional<Duration> optionalDuration() throws SQLException {
    long micros = number();
    return result.wasNull() ? Optional.empty() : Optional.of(Duration.of(micros, MICROS));
  }

  public Optional<String> optionalText() throws SQLException {
    return Optional.ofNullable(result.getString(next++));
  }

  /** Reads the four columns that {@link Binder#bind(Stamp)} writes. */
  public Stamp stamp() throws SQLException {
    Instant at = instant();
    Actor.Kind kind = Actor.Kind.ofStored(text());
    return new Stamp(at, new Actor(kind, text(), optionalText().map(IpAddress::parse)));
  }
}
