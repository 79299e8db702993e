package io.claviger.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The store failed. The call changed nothing, unless its documentation says that it is made in
 * parts, or that it may have been made nevertheless. The cause is the exception of the database
 * driver or of another failing part. It is null if there is none, such as when a cache refuses.
 */
public final class StoreException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  /** The kinds of failure, by their remedy. */
  public enum Kind {
    /** The database could not be reached, or not in time. A later attempt may succeed. */
    UNREACHABLE,
    /** Somebody must repair something: a missing table, a damaged row, a full disk. */
    FAULT
  }

  private final Kind kind;

  /** Creates the exception; for stores and extensions, such as a protection against replay. */
  public StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(ErrorCode.STORE_FAILURE, List.of(), Objects.requireNonNull(message, "message"), cause);
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /** Returns the kind of failure, which says whether waiting may help. */
  public Kind kind() {
    return kind;
  }
}
