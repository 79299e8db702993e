package io.claviger.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request to create an organization. Immutable: each method returns another request. */
public final class NewOrganization {
  private final Optional<OrganizationId> id;
  private final String name;
  private final boolean whitelistRequired;
  private final Optional<NewApiKey> firstKey;

  private NewOrganization(
      Optional<OrganizationId> id,
      String name,
      boolean whitelistRequired,
      Optional<NewApiKey> firstKey) {
    DisplayText.requireWords(ErrorCode.INVALID_VALUE, "organization name", name);
    this.id = id;
    this.name = name;
    this.whitelistRequired = whitelistRequired;
    this.firstKey = firstKey;
  }

  /**
   * Returns a request with a new id, no required whitelist, and a first key that is an owner.
   *
   * @throws InvalidValueException for a bad name
   */
  public static NewOrganization named(String name) {
    Objects.requireNonNull(name, "name");
    return new NewOrganization(
        Optional.empty(),
        name,
        false,
        Optional.of(NewApiKey.of("first owner of the organization", Role.ORG_OWNER)));
  }

  /**
   * Returns the id that the application chose; empty to let the library make one. An id can be used
   * only once, even after the organization was deleted.
   */
  public Optional<OrganizationId> id() {
    return id;
  }

  /** Returns the name: 1 to 250 code points of plain text. */
  public String name() {
    return name;
  }

  /**
   * Checks whether the keys of the organization will need a whitelist, see {@link
   * OrganizationSettings#isWhitelistRequired}.
   */
  public boolean isWhitelistRequired() {
    return whitelistRequired;
  }

  /**
   * Returns the key that is created with the organization. It always also gets {@code ORG_OWNER}.
   * It must not expire or be absent, unless the {@link io.claviger.spi.OwnerDirectory} reports an
   * owner that is not a key.
   */
  public Optional<NewApiKey> firstKey() {
    return firstKey;
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NewOrganization that
        && id.equals(that.id)
        && name.equals(that.name)
        && whitelistRequired == that.whitelistRequired
        && firstKey.equals(that.firstKey);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, name, whitelistRequired, firstKey);
  }

  @Override
  public String toString() {
    return "NewOrganization[id=%s, name=%s, whitelistRequired=%s, firstKey=%s]"
        .formatted(id, name, whitelistRequired, firstKey);
  }
}
