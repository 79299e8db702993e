package io.claviger.access;

import io.claviger.model.IpAddress;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.Scope;
import java.util.Objects;

/**
 * The access that a request asks for.
 *
 * @param organization the organization whose data the request uses
 * @param scope the organization as a whole, or one of its projects. The application must make sure
 *     that the project belongs to the organization
 * @param address the address of the client, which the application must be able to trust
 */
public record AccessRequest(
    OrganizationId organization, Scope scope, Permission permission, IpAddress address) {
  /** Checks that no part is null. */
  public AccessRequest {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(permission, "permission");
    Objects.requireNonNull(address, "address");
  }

  /**
   * A request about the organization as a whole.
   *
   * @param address the text of an IP address, such as the remote address of a connection
   * @throws io.claviger.model.InvalidValueException if it is not an IP address
   */
  public static AccessRequest of(
      OrganizationId organization, Permission permission, String address) {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(permission, "permission");
    Objects.requireNonNull(address, "address");
    return of(organization, permission, IpAddress.parse(address));
  }

  /** A request about the organization as a whole. */
  public static AccessRequest of(
      OrganizationId organization, Permission permission, IpAddress address) {
    return new AccessRequest(organization, Scope.organization(), permission, address);
  }
}
