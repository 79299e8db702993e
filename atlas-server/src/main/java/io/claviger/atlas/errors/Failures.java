package io.claviger.atlas.errors;

import io.claviger.model.ClavigerException;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.StoreException;

/** Turns exceptions into errors for clients, and logs those that are the server's fault. */
public final class Failures {
  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  private Failures() {}

  /** Returns the error for the client. Only the log gets the cause of a server failure. */
  public static ApiError of(RuntimeException thrown) {
    if (thrown instanceof ApiError error) {
      return error;
    }
    if (thrown instanceof StoreException || thrown instanceof OutcomeUnknownException) {
      LOG.log(System.Logger.Level.WARNING, "the store is in trouble", thrown);
    }
    if (thrown instanceof ClavigerException refusal) {
      return ApiError.of(refusal);
    }
    logBug(thrown);
    return new ApiError("UNEXPECTED_ERROR");
  }

  /** Logs a failure that is a bug of the server. */
  public static void logBug(Throwable thrown) {
    LOG.log(System.Logger.Level.ERROR, "a request failed that should not", thrown);
  }
}
