package io.claviger.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The store is in trouble. Nothing was changed by the call that threw this, unless it says of
 * itself that it is made in parts, or may have been made all the same. The cause is what the driver
 * of the database said, or who else was in trouble; null where nobody was, as where a cache
 * refuses.
 */
public final class StoreException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  /** What a caller can do about it. */
  public enum Kind {
    /** The database could not be reached, or not in time: the same call may succeed later. */
    UNREACHABLE,
    /** Somebody must look: a missing table, a damaged row, a full disk. */
    FAULT
  }

  private final Kind kind;

  /** For stores, and windows against replay. */
  public StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(ErrorCode.STORE_FAILURE, List.of(), message, cause);
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /** Whether waiting may help. */
  public Kind kind() {
    return kind;
  }
}
