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
        String.format(
            "organization %s is at revision %s, not at %s; read it again and decide again",
            organization,
            Objects.requireNonNull(actual, "actual"),
            Objects.requireNonNull(expected, "expected")),
        null);
  }
}
