package io.claviger;

import io.claviger.internal.DisplayText;
import java.util.Objects;

/**
 * What may change about an organization.
 *
 * @param name 1 to 250 code points of plain text; need not be unique
 * @param whitelistRequired true: a key with an empty whitelist can do nothing, owners included.
 *     False: an empty whitelist admits every address
 * @param limits the host's, see {@link ApiKeys#updateOrganization}
 */
public record OrganizationSettings(String name, boolean whitelistRequired, Limits limits) {
  /** Throws {@link InvalidValue} for a bad name. */
  public OrganizationSettings {
    Objects.requireNonNull(limits, "limits");
    DisplayText.require(ErrorCode.INVALID_ATTRIBUTE, "organization name", name);
  }
}
