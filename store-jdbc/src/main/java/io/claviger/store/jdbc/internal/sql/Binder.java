package io.claviger.store.jdbc.internal.sql;

import io.claviger.model.IpAddress;
import io.claviger.model.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Binds values to the question marks of a statement, in order. Null keeps its type, since
 * PostgreSQL prepares a statement again for another type.
 */
public final class Binder {
  private final SqlStatement<?> statement;
  private int position;

  public Binder(SqlStatement<?> statement) {
    this.statement = statement;
  }

  public Binder bind(@Nullable String value) {
    statement.bind(position++, value);
    return this;
  }

  public Binder bind(@Nullable Long value) {
    statement.bind(position++, value);
    return this;
  }

  public Binder bind(int value) {
    statement.bind(position++, value);
    return this;
  }

  public Binder bind(boolean value) {
    statement.bind(position++, value);
    return this;
  }

  public Binder bind(Instant instant) {
    return bind(Micros.of(instant));
  }

  public Binder bindInstant(Optional<Instant> instant) {
    return bind(instant.map(Micros::of).orElse(null));
  }

  public Binder bindDuration(Optional<Duration> duration) {
    return bind(duration.map(Micros::of).orElse(null));
  }

  /** Binds the four columns that say when and by whom something was done. */
  public Binder bind(Stamp stamp) {
    return bind(stamp.at())
        .bind(stamp.by().kind().stored())
        .bind(stamp.by().name())
        .bind(stamp.by().address().map(IpAddress::toString).orElse(null));
  }
}
