package io.claviger.access;

import io.claviger.access.Decision.Denied;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.model.Whitelist;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupOrganization;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Decides what an authenticated key may do: same organization, then the key's whitelist, then a
 * role that grants the permission in that scope. A pure function: reads no store and no clock.
 * Immutable and thread-safe.
 */
public final class Authorizer {
  private static final int MOST_SHOWN = 10;

  private final RoleGrants grants;
  private final boolean whitelistsCount;

  /** Which role grants what; whitelists count. */
  public Authorizer(RoleGrants grants) {
    this(grants, true);
  }

  private Authorizer(RoleGrants grants, boolean whitelistsCount) {
    this.grants = Objects.requireNonNull(grants, "grants");
    this.whitelistsCount = whitelistsCount;
  }

  /**
   * The same, but whitelists refuse nobody: what they would have refused is allowed if the rest
   * allows it, and the decision tells ({@link Decision.Allowed#overlooked}). For a host that rolls
   * whitelists out and wants to see first whom they would hit. Management goes on to enforce them.
   */
  public Authorizer reportOnly() {
    return new Authorizer(grants, false);
  }

  /** For a key that has just been authenticated. */
  public Decision decide(Authenticated authenticated, AccessRequest request) {
    return decide(authenticated.key(), request);
  }

  /** For a key whose state and expiry somebody has judged, and its organization. */
  public Decision decide(Organization organization, ApiKey key, AccessRequest request) {
    if (!key.organization().equals(organization.id())) {
      return ofAnother(key.id(), key.organization(), request);
    }
    return decide(
        KeyLookup.of(
            LookupOrganization.of(organization),
            key.id(),
            key.publicKey(),
            key.settings(),
            List.of()),
        request);
  }

  private Decision decide(KeyLookup key, AccessRequest request) {
    LookupOrganization organization = key.organization();
    if (!organization.id().equals(request.organization())) {
      return ofAnother(key.id(), organization.id(), request);
    }
    Whitelist whitelist = key.whitelist();
    int entry = whitelist.indexOf(request.address());
    boolean admitted = entry >= 0 || (whitelist.isEmpty() && !organization.whitelistRequired());
    Denied refusal = admitted ? null : notAdmitted(key, request.address());
    if (refusal != null && whitelistsCount) {
      return refusal;
    }
    Optional<RoleAssignment> role =
        grants.grantedBy(key.roles(), request.permission(), request.scope());
    return role.isPresent()
        ? new Decision.Allowed(role.get(), whitelist, entry, refusal)
        : notGranted(key, request);
  }

  private static Denied ofAnother(
      ApiKeyId key, OrganizationId organization, AccessRequest request) {
    return new Denied(
        Denied.Reason.OTHER_ORGANIZATION,
        "key "
            + key
            + " belongs to organization "
            + organization
            + ", not to "
            + request.organization());
  }

  private static Denied notGranted(KeyLookup key, AccessRequest request) {
    return new Denied(
        Denied.Reason.PERMISSION_NOT_GRANTED,
        "no role of key "
            + key.id()
            + " in "
            + shown(key.roles())
            + " grants "
            + request.permission()
            + " on the "
            + request.scope());
  }

  private static Denied notAdmitted(KeyLookup key, IpAddress address) {
    if (key.whitelist().isEmpty()) {
      return new Denied(
          Denied.Reason.WHITELIST_MISSING,
          "organization "
              + key.organization().id()
              + " requires a whitelist and key "
              + key.id()
              + " has none");
    }
    return new Denied(
        Denied.Reason.ADDRESS_NOT_LISTED,
        "the whitelist of key "
            + key.id()
            + ", "
            + shown(key.whitelist())
            + ", does not contain "
            + address);
  }

  private static String shown(SortedSet<RoleAssignment> roles) {
    return roles.size() <= MOST_SHOWN ? roles.toString() : roles.size() + " roles";
  }

  /** Whoever has the key can be refused again and again. */
  private static String shown(Whitelist whitelist) {
    return whitelist.size() <= MOST_SHOWN ? whitelist.toString() : whitelist.size() + " entries";
  }
}
