package io.claviger.model;

import io.claviger.spi.OwnerDirectory;
import java.util.Objects;
import java.util.Optional;

/**
 * What a caller asks for when it creates an organization.
 *
 * @param id the host's own id; empty to have one made. An id can be used once and never again, also
 *     after a deletion
 * @param name 1 to 250 code points of plain text
 * @param whitelistRequired see {@link OrganizationSettings}
 * @param firstKey created with it; always also gets {@code ORG_OWNER}, and must not expire unless
 *     the {@link OwnerDirectory} knows an owner that is no key
 */
public record NewOrganization(
    Optional<OrganizationId> id, String name, boolean whitelistRequired, NewApiKey firstKey) {
  /** Throws {@link InvalidValueException} for a bad name. */
  public NewOrganization {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(firstKey, "firstKey");
    DisplayText.requireWords(ErrorCode.INVALID_VALUE, "organization name", name);
  }

  /** With a new id, no whitelist required, and a first key with the role of an owner. */
  public static NewOrganization named(String name) {
    return new NewOrganization(
        Optional.empty(),
        name,
        false,
        NewApiKey.of("first owner of the organization", Role.ORG_OWNER));
  }

  /** With the host's own id. */
  public NewOrganization withId(OrganizationId newId) {
    return new NewOrganization(Optional.of(newId), name, whitelistRequired, firstKey);
  }

  /** With this first key. */
  public NewOrganization withFirstKey(NewApiKey newFirstKey) {
    return new NewOrganization(id, name, whitelistRequired, newFirstKey);
  }

  /** With keys that need a whitelist. Give the first key one, or nobody can use it. */
  public NewOrganization requireWhitelist() {
    return new NewOrganization(id, name, true, firstKey);
  }
}
