package io.claviger.model;

import java.util.List;

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
