package io.claviger.http.access;

import io.claviger.access.Authenticated;
import io.claviger.access.Caller;
import io.claviger.model.IpAddress;
import io.claviger.model.Permission;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.model.Scope;
import java.security.Principal;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The API key that sent a request, as the principal of a framework. Use it for this request only: a
 * later request may come after a revocation. Immutable and thread-safe.
 */
public final class ApiKeyPrincipal implements Principal {
  private final Authenticated key;
  private final IpAddress address;
  private final RoleGrants grants;

  /** Creates the principal of a key that was just authenticated and admitted from this address. */
  public ApiKeyPrincipal(Authenticated key, IpAddress address, RoleGrants grants) {
    this.key = Objects.requireNonNull(key, "key");
    this.address = Objects.requireNonNull(address, "address");
    this.grants = Objects.requireNonNull(grants, "grants");
  }

  /** Returns the id of the key. */
  @Override
  public String getName() {
    return key.id().value();
  }

  /** Returns the key, as it was when it was authenticated. */
  public Authenticated key() {
    return key;
  }

  /** Returns the address of the client. */
  public IpAddress address() {
    return address;
  }

  /** Returns the key as a caller of management, for {@link io.claviger.Claviger#actingAs}. */
  public Caller.Key caller() {
    return key.caller(address);
  }

  /**
   * Returns the names of the roles that the key has on the organization, and of the permissions
   * that they grant there; in order, and immutable. Roles on projects are not among them. An owner
   * has all permissions, but not the names of other roles, so check permissions. Only an access
   * token of an owner can have the name of a role that the key itself has not, because it was
   * issued for that role. Give roles and permissions different names.
   */
  public SortedSet<String> authorities() {
    SortedSet<String> names = new TreeSet<>();
    for (RoleAssignment held : key.roles()) {
      if (held.isOnOrganization(held.role())) {
        names.add(held.role().name());
      }
    }
    grants
        .permissions(key.roles(), Scope.organization())
        .forEach(granted -> names.add(granted.name()));
    return Collections.unmodifiableSortedSet(names);
  }

  /** Checks whether this is the name of one of the {@link #authorities}. */
  public boolean hasAuthority(String name) {
    return authorities().contains(Objects.requireNonNull(name, "name"));
  }

  /** Checks whether a role of the key grants the permission on its organization. */
  public boolean hasPermission(Permission permission) {
    return hasPermission(permission, Scope.organization());
  }

  /**
   * Checks whether a role of the key grants the permission in this scope; counts no use. The
   * application must make sure that a project belongs to the organization of the key.
   */
  public boolean hasPermission(Permission permission, Scope scope) {
    return grants.grantedBy(key.roles(), permission, scope).isPresent();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiKeyPrincipal that
        && key.equals(that.key)
        && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, address);
  }

  /** Returns the id of the key and the address. */
  @Override
  public String toString() {
    return "API key " + getName() + " from " + address;
  }
}
