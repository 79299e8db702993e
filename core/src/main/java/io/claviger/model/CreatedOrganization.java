package io.claviger.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A new organization, and its first owner key with the private key in clear text. Immutable. */
public final class CreatedOrganization {
  private final Organization organization;
  private final Optional<IssuedApiKey> issuedKey;

  private CreatedOrganization(Organization organization, Optional<IssuedApiKey> issuedKey) {
    this.organization = Objects.requireNonNull(organization, "organization");
    this.issuedKey = Objects.requireNonNull(issuedKey, "issuedKey");
  }

  /**
   * Returns a result of both parts. This is for the library, and gets a parameter for each new
   * part. An application gets one from {@link io.claviger.ApiKeys#createOrganization}.
   */
  public static CreatedOrganization of(
      Organization organization, Optional<IssuedApiKey> issuedKey) {
    return new CreatedOrganization(organization, issuedKey);
  }

  /** Returns the organization. */
  public Organization organization() {
    return organization;
  }

  /**
   * Returns the first owner key; empty if the organization was created {@linkplain
   * NewOrganization#withoutKey without a key}.
   */
  public Optional<IssuedApiKey> issuedKey() {
    return issuedKey;
  }

  /**
   * Returns the first owner key.
   *
   * @throws IllegalStateException if the organization was created without a key
   */
  public IssuedApiKey firstKey() {
    return issuedKey.orElseThrow(
        () ->
            new IllegalStateException(
                "organization %s was created without a key, as requested; use issuedKey()"
                    .formatted(organization.id())));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CreatedOrganization that
        && organization.equals(that.organization)
        && issuedKey.equals(that.issuedKey);
  }

  @Override
  public int hashCode() {
    return Objects.hash(organization, issuedKey);
  }

  @Override
  public String toString() {
    return "CreatedOrganization[organization=%s, issuedKey=%s]".formatted(organization, issuedKey);
  }
}
