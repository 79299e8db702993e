package io.claviger.examples.saas;

import io.claviger.access.Caller;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import java.util.List;
import org.springframework.security.core.userdetails.User;

/** A user who is signed in. The tenant of a user is an organization of the same id. */
public final class TenantUser extends User {
  private static final long serialVersionUID = 1L;

  private final String tenant;

  TenantUser(String name, String passwordHash, String tenant) {
    super(name, passwordHash, List.of());
    this.tenant = tenant;
  }

  public OrganizationId organization() {
    return new OrganizationId(tenant);
  }

  /** Every user may manage all keys of the tenant. */
  public Caller caller() {
    return Caller.user(getUsername(), organization(), Role.ORG_OWNER);
  }
}
