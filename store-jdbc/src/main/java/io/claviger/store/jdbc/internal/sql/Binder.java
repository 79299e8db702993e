package io.claviger.store.jdbc.internal.sql;

import io.claviger.internal.time.Micros;
import io.claviger.model.IpAddress;
import io.claviger.model.Stamp;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Binds values to the question marks of a statement, in order. Null keeps its type, since
 * PostgreSQL prepares a statement again for another type.
 */
public final class Binder {
  /** Binds the values of a statement. */
  @FunctionalInterface
  public interface Values {
    void bind(Binder binder) throws SQLException;
  }

  private final PreparedStatement statement;
  private int position;

  public Binder(PreparedStatement statement) {
    this.statement = statement;
  }

  public Binder bind(@Nullable String value) throws SQLException {
    statement.setString(++position, value);
    return this;
  }

  public Binder bind(@Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(++position, Types.BIGINT);
    } else {
      statement.setLong(++position, value);
    }
    return this;
  }

  public Binder bind(int value) throws SQLException {
    statement.setInt(++position, value);
    return this;
  }

  public Binder bind(boolean value) throws SQLException {
    statement.setBoolean(++position, value);
    return this;
  }

  public Binder bind(Instant instant) throws SQLException {
    return bind(Micros.toMicros(instant));
  }

  public Binder bindInstant(Optional<Instant> instant) throws SQLException {
    return bind(instant.map(Micros::toMicros).orElse(null));
  }

  public Binder bindDuration(Optional<Duration> duration) throws SQLException {
    return bind(duration.map(span -> span.toNanos() / 1000).orElse(null));
  }

  public Binder bindAll(Iterable<String> values) throws SQLException {
    for (String value : values) {
      bind(value);
    }
    return this;
  }

  /** Binds the four columns that say when and by whom something was done. */
  public Binder bind(Stamp stamp) throws SQLException {
    return bind(stamp.at())
        .bind(stamp.by().kind().stored())
        .bind(stamp.by().name())
        .bind(stamp.by().address().map(IpAddress::toString).orElse(null));
  }
}
