package io.claviger.model;

import java.util.List;
import java.util.Objects;

/**
 * The organization is no longer at the revision that the caller named. Nothing was changed; read it
 * again and decide again.
 */
public final class StaleRevisionException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception for an organization that is at another revision. */
  public StaleRevisionException(OrganizationId organization, Revision expected, Revision actual) {
    super(
        ErrorCode.STALE_REVISION,
        List.of(Objects.requireNonNull(organization, "organization").value()),
        "organization "
            + organization
            + " is at revision "
            + Objects.requireNonNull(actual, "actual")
            + ", not at "
            + Objects.requireNonNull(expected, "expected")
            + "; read it again and decide again",
        null);
  }
}
