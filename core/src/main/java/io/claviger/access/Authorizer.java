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
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupOrganization;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an authenticated key may do. It checks the organization, then the whitelist of the
 * key, then whether a role grants the permission in that scope. It reads no store and no clock.
 * Immutable and thread-safe.
 */
public final class Authorizer {
  private static final int MAX_SHOWN = 10;

  private final RoleGrants grants;
  private final boolean enforcesWhitelists;

  /**
   * Creates an authorizer that enforces whitelists.
   *
   * @param grants the permissions of each role
   */
  public Authorizer(RoleGrants grants) {
    this(grants, true);
  }

  private Authorizer(RoleGrants grants, boolean enforcesWhitelists) {
    this.grants = Objects.requireNonNull(grants, "grants");
    this.enforcesWhitelists = enforcesWhitelists;
  }

  /**
   * Returns an authorizer that only reports whitelists. A request that a whitelist would refuse is
   * allowed if the other checks allow it, and the decision contains the refusal ({@link
   * Decision.Allowed#reportedDenial}). So an application can see which requests a new whitelist
   * would refuse. Management still enforces whitelists.
   */
  public Authorizer reportOnly() {
    return new Authorizer(grants, false);
  }

  /** Decides for a key that was just authenticated. */
  public Decision decide(Authenticated authenticated, AccessRequest request) {
    Objects.requireNonNull(authenticated, "authenticated");
    Objects.requireNonNull(request, "request");
    return decide(authenticated.key(), authenticated.roles(), request);
  }

  /**
   * Decides whether a key that was just authenticated may be used from this address, without a
   * permission. It checks the whitelist only.
   */
  public Decision decideAddress(Authenticated authenticated, IpAddress address) {
    return decideAddress(Objects.requireNonNull(authenticated, "authenticated").key(), address);
  }

  /**
   * Decides whether a key of this organization may be used from this address. The caller must have
   * judged the state and the expiry of the key.
   */
  public Decision decideAddress(Organization organization, ApiKey key, IpAddress address) {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(address, "address");
    return key.organization().equals(organization.id())
        ? decideAddress(lookup(organization, key), address)
        : ofAnother(key.id(), key.organization(), organization.id());
  }

  private Decision decideAddress(KeyLookup key, IpAddress address) {
    int entry = key.whitelist().indexOf(Objects.requireNonNull(address, "address"));
    Denied refusal = refusal(key, entry, address);
    return refusal != null && enforcesWhitelists
        ? refusal
        : new Decision.Allowed(null, key.whitelist(), entry, refusal);
  }

  /** Returns the permissions of each role. */
  public RoleGrants grants() {
    return grants;
  }

  /**
   * Decides for a key of this organization. The caller must have judged the state and the expiry of
   * the key.
   */
  public Decision decide(Organization organization, ApiKey key, AccessRequest request) {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(request, "request");
    if (!key.organization().equals(organization.id())) {
      return ofAnother(key.id(), key.organization(), request.organization());
    }
    return decide(lookup(organization, key), key.roles(), request);
  }

  private static KeyLookup lookup(Organization organization, ApiKey key) {
    return KeyLookup.of(
        LookupOrganization.of(organization), key.id(), key.publicKey(), key.settings(), List.of());
  }

  private Decision decide(KeyLookup key, SortedSet<RoleAssignment> roles, AccessRequest request) {
    LookupOrganization organization = key.organization();
    if (!organization.id().equals(request.organization())) {
      return ofAnother(key.id(), organization.id(), request.organization());
    }
    Whitelist whitelist = key.whitelist();
    int entry = whitelist.indexOf(request.address());
    Denied refusal = refusal(key, entry, request.address());
    if (refusal != null && enforcesWhitelists) {
      return refusal;
    }
    Optional<RoleAssignment> role = grants.grantedBy(roles, request.permission(), request.scope());
    return role.isPresent()
        ? new Decision.Allowed(role.get(), whitelist, entry, refusal)
        : notGranted(key.id(), roles, request);
  }

  private static @Nullable Denied refusal(KeyLookup key, int entry, IpAddress address) {
    boolean admitted =
        entry >= 0 || (key.whitelist().isEmpty() && !key.organization().whitelistRequired());
    return admitted ? null : notAdmitted(key, address);
  }

  private static Denied ofAnother(ApiKeyId key, OrganizationId organization, OrganizationId asked) {
    return new Denied(
        Denied.Reason.OTHER_ORGANIZATION,
        "key " + key + " belongs to organization " + organization + ", not to " + asked);
  }

  private static Denied notGranted(
      ApiKeyId key, SortedSet<RoleAssignment> roles, AccessRequest request) {
    return new Denied(
        Denied.Reason.PERMISSION_NOT_GRANTED,
        "no role of key "
            + key
            + " in "
            + shown(roles)
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
    return roles.size() <= MAX_SHOWN ? roles.toString() : roles.size() + " roles";
  }

  /** Shortens long whitelists, since a client can be refused many times. */
  private static String shown(Whitelist whitelist) {
    return whitelist.size() <= MAX_SHOWN ? whitelist.toString() : whitelist.size() + " entries";
  }
}
