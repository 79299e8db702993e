package io.claviger.model;

import java.util.List;

/**
 * The organization has moved since the revision that the caller named. Nothing was changed; read
 * again and decide again.
 */
public final class StaleRevisionException extends ClavigerException {
  private static final long serialVersionUID = 1L;

  /** The organization that moved. */
  public StaleRevisionException(OrganizationId organization, Revision expected, Revision actual) {
    super(
        ErrorCode.STALE_REVISION,
        List.of(organization.value()),
        "organization "
            + organization
            + " is at revision "
            + actual
            + ", not at "
            + expected
            + "; read it again and decide again",
        null);
  }
}
