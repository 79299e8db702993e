package io.claviger.examples.saas;

import io.claviger.access.Caller;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;

/**
 * A user of a tenant, which is an organization.
 *
 * @param role ORG_OWNER manages all keys of the tenant, ORG_MEMBER none
 */
public record TenantUser(String name, OrganizationId organization, Role role) {
  public Caller caller() {
    return Caller.user(name, organization, role);
  }
}
