package io.claviger.model;

import java.util.List;

/**
 * The call was overtaken by changes of the same organization until its deadline, or, in a
 * transaction of the host's, the change by one; or the calling thread was interrupted while it
 * waited for its next try. Nothing was changed; calling again later is safe.
 */
public final class ContentionException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  private final int attempts;

  /** After this many lost tries. */
  public ContentionException(OrganizationId organization, int attempts) {
    super(
        ErrorCode.CONTENTION,
        List.of(organization.value()),
        "gave up a call about organization "
            + organization
            + " after "
            + attempts
            + " lost tries; nothing was changed, call again",
        null);
    this.attempts = attempts;
  }

  /** How many times the call was tried and lost. */
  public int attempts() {
    return attempts;
  }
}
