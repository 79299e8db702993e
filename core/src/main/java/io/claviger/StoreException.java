package io.claviger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The store is in trouble. Nothing was changed by the call that threw this. The cause is what the
 * database driver said.
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

  /** For stores. */
  public StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(ErrorCode.STORE_FAILURE, List.of(), message, cause);
    this.kind = kind;
  }

  /** Whether waiting may help. */
  public Kind kind() {
    return kind;
  }
}
