package io.claviger.model;

import io.claviger.internal.text.Arguments;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to create an organization.
 *
 * @param id an id of the application; empty to let the library make one. An id can be used only
 *     once, even after the organization was deleted
 * @param name 1 to 250 code points of plain text
 * @param whitelistRequired see {@link OrganizationSettings}
 * @param firstKey the key that is created with the organization. It always also gets {@code
 *     ORG_OWNER}. It must not expire or be absent, unless the {@link
 *     io.claviger.spi.OwnerDirectory} reports an owner that is not a key
 */
public record NewOrganization(
    Optional<OrganizationId> id,
    String name,
    boolean whitelistRequired,
    Optional<NewApiKey> firstKey) {
  /** Throws {@link InvalidValueException} for a bad name. */
  public NewOrganization {
    Arguments.require(name, "name", id, "id", firstKey, "firstKey");
    DisplayText.requireWords(ErrorCode.INVALID_VALUE, "organization name", name);
  }

  /** Returns a request with a new id, no required whitelist, and a first key that is an owner. */
  public static NewOrganization named(String name) {
    return new NewOrganization(
        Optional.empty(),
        name,
        false,
        Optional.of(NewApiKey.of("first owner of the organization", Role.ORG_OWNER)));
  }

  /** Returns this request with an id of the application. */
  public NewOrganization withId(OrganizationId newId) {
    Objects.requireNonNull(newId, "id");
    return new NewOrganization(Optional.of(newId), name, whitelistRequired, firstKey);
  }

  /** Returns this request with another first key. */
  public NewOrganization withFirstKey(NewApiKey newFirstKey) {
    Objects.requireNonNull(newFirstKey, "firstKey");
    return new NewOrganization(id, name, whitelistRequired, Optional.of(newFirstKey));
  }

  /**
   * Returns this request for an organization without keys, whose owners are users of the
   * application. The {@link io.claviger.spi.OwnerDirectory} must report such an owner of this
   * {@link #withId id} when the organization is created.
   */
  public NewOrganization withoutKey() {
    return new NewOrganization(id, name, whitelistRequired, Optional.empty());
  }

  /**
   * Returns this request for an organization that requires whitelists. Give the first key a
   * whitelist, or it cannot be used.
   */
  public NewOrganization requireWhitelist() {
    return new NewOrganization(id, name, true, firstKey);
  }
}
