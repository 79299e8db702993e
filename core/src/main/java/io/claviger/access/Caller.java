package io.claviger.access;

import io.claviger.internal.text.Arguments;
import io.claviger.model.AccessToken;
import io.claviger.model.Actor;
import io.claviger.model.ApiKeyId;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import io.claviger.model.Limits;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The caller of a management call. Its events store the name of the caller. */
public sealed interface Caller {
  /** Returns this caller as events store it. */
  Actor actor();

  /**
   * The application itself. It has every right in every organization, and only it sets {@link
   * Limits}.
   *
   * @param name a part of the application, or an operator: 1 to 250 code points of plain text
   */
  record Application(String name) implements Caller {
    /** Throws {@link InvalidValueException} for a bad name. */
    public Application {
      Objects.requireNonNull(name, "name");
      // Checks the name.
      Actor unused = Actor.application(name);
    }

    @Override
    public Actor actor() {
      return Actor.application(name);
    }
  }

  /**
   * A user of the application, which vouches for the name and the roles.
   *
   * @param name 1 to 250 code points of plain text
   * @param roles the roles of the user by organization; immutable
   */
  record User(String name, Map<OrganizationId, SortedSet<RoleAssignment>> roles) implements Caller {
    /** Copies the roles. Throws {@link InvalidValueException} for a bad name. */
    public User {
      Arguments.require(name, "name", roles, "roles");
      // Checks the name.
      Actor unused = Actor.user(name);
      Map<OrganizationId, SortedSet<RoleAssignment>> copy = new HashMap<>();
      roles.forEach((id, held) -> copy.put(id, sorted(held)));
      roles = Collections.unmodifiableMap(copy);
    }

    @Override
    public Actor actor() {
      return Actor.user(name);
    }
  }

  /** An API key that calls from an address. {@link Authenticated#caller} returns it. */
  final class Key implements Caller {
    private final OrganizationId organization;
    private final ApiKeyId apiKey;
    private final SecretId secret;
    private final IpAddress address;
    private final ProofLimits limits;

    /** Only an authentication creates one. */
    Key(
        OrganizationId organization,
        ApiKeyId apiKey,
        SecretId secret,
        IpAddress address,
        ProofLimits limits) {
      this.organization = Objects.requireNonNull(organization, "organization");
      this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
      this.secret = Objects.requireNonNull(secret, "secret");
      this.address = Objects.requireNonNull(address, "address");
      this.limits = Objects.requireNonNull(limits, "limits");
    }

    /** Returns the organization of the key. */
    public OrganizationId organization() {
      return organization;
    }

    /** Returns the id of the key. */
    public ApiKeyId apiKey() {
      return apiKey;
    }

    /** Returns the id of the secret that the key used. */
    public SecretId secretId() {
      return secret;
    }

    /** Returns the address from which the key calls. */
    public IpAddress address() {
      return address;
    }

    /**
     * Checks whether the key was authenticated by a proof that {@linkplain
     * io.claviger.spi.Proof#roles names its roles}. Every call of such a key is refused.
     */
    public boolean isDownscoped() {
      return limits.roles().isPresent();
    }

    /**
     * Returns the access token by which the key was authenticated; empty for a pair, a token and
     * other proofs. Every call is refused once the token has expired or was revoked. A call in a
     * transaction of the application asks only for the expiry.
     */
    public Optional<AccessToken> accessToken() {
      return limits.token();
    }

    @Override
    public Actor actor() {
      return Actor.apiKey(apiKey, address);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && organization.equals(that.organization)
          && apiKey.equals(that.apiKey)
          && secret.equals(that.secret)
          && address.equals(that.address)
          && limits.equals(that.limits);
    }

    @Override
    public int hashCode() {
      return Objects.hash(organization, apiKey, secret, address, limits);
    }

    @Override
    public String toString() {
      return actor().toString();
    }
  }

  /** Returns a part of the application. */
  static Caller application(String name) {
    return new Application(name);
  }

  /** Returns a user without roles. It may create organizations. */
  static Caller user(String name) {
    return new User(name, Map.of());
  }

  /** Returns a user with roles on one organization. */
  static Caller user(String name, OrganizationId organization, Role... roles) {
    Arguments.require(organization, "organization", roles, "roles");
    return user(
        name, organization, Arrays.stream(roles).map(RoleAssignment::onOrganization).toList());
  }

  /** Returns a user with roles on one organization and its projects. */
  static Caller user(String name, OrganizationId organization, Collection<RoleAssignment> roles) {
    Arguments.require(organization, "organization", roles, "roles");
    return new User(name, Map.of(organization, new TreeSet<>(roles)));
  }

  /** Returns an immutable copy in natural order, whatever order the collection has. */
  private static SortedSet<RoleAssignment> sorted(Collection<RoleAssignment> roles) {
    SortedSet<RoleAssignment> copy = new TreeSet<>(Comparator.naturalOrder());
    copy.addAll(roles);
    return Collections.unmodifiableSortedSet(copy);
  }
}
