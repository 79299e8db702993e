package io.claviger.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store failed. The call changed nothing, unless its documentation says that it is made in
 * parts, or that it may have been made nevertheless. The cause is the exception of the database
 * driver or of another failing part. It is null if there is none, such as when a cache refuses.
 */
public final class StoreException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  /** The kinds of failure, by their remedy. May grow: use {@code default} in a {@code switch}. */
  public enum Kind {
    /** The database could not be reached, or not in time. A later attempt may succeed. */
    UNREACHABLE,
    /** Somebody must repair something: a missing table, a damaged row, a full disk. */
    FAULT
  }

  /** While a store fails, its cache tries it once a second. */
  private static final Duration UNTIL_REACHABLE = Duration.ofSeconds(1);

  private static final Duration UNTIL_REPAIRED = Duration.ofMinutes(1);

  private final Kind kind;

  /** Creates the exception; for stores and extensions, such as a protection against replay. */
  public StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(ErrorCode.STORE_FAILURE, List.of(), Objects.requireNonNull(message, "message"), cause);
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /** Returns 1 second for {@link Kind#UNREACHABLE}, and 1 minute for {@link Kind#FAULT}. */
  @Override
  public Optional<Duration> retryAfter() {
    return Optional.of(kind == Kind.FAULT ? UNTIL_REPAIRED : UNTIL_REACHABLE);
  }

  /** Returns the kind of failure, which says whether waiting may help. */
  public Kind kind() {
    return kind;
  }
}
