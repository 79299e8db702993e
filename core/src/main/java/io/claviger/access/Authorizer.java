package io.claviger.access;

import io.claviger.ApiKey;
import io.claviger.IpAddress;
import io.claviger.Organization;
import io.claviger.OrganizationId;
import io.claviger.RoleAssignment;
import io.claviger.RoleGrants;
import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import io.claviger.access.Decision.Denied;
import io.claviger.internal.access.KeyAllowed;
import io.claviger.internal.credential.KeyAuthentication;
import io.claviger.internal.lookup.PackedKey;
import io.claviger.internal.value.Admission;
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
  public Authorizer reportingWhitelists() {
    return new Authorizer(grants, false);
  }

  /** For a key that has just been authenticated. */
  public Decision decide(Authenticated authenticated, AccessRequest request) {
    PackedKey key = ((KeyAuthentication) authenticated).key();
    int entry = key.match(request.address());
    if (key.isOf(request.organization()) && key.isAdmittedBy(entry)) {
      Optional<RoleAssignment> role =
          grants.grantedBy(key.roles(), request.permission(), request.scope());
      if (role.isPresent()) {
        return new KeyAllowed(role.get(), key, entry);
      }
    }
    // A refusal tells what it saw, for which the values are needed.
    return decide(
        key.organization().id(),
        key.organization().whitelistRequired(),
        authenticated.apiKey(),
        request);
  }

  /** For a key whose state and expiry somebody has judged, and its organization. */
  public Decision decide(Organization organization, ApiKey key, AccessRequest request) {
    return decide(
        organization.id(),
        organization.settings().whitelistRequired(),
        PresentedKey.of(key),
        request);
  }

  private Decision decide(
      OrganizationId organization,
      boolean whitelistRequired,
      PresentedKey key,
      AccessRequest request) {
    if (!key.organization().equals(request.organization())
        || !organization.equals(request.organization())) {
      return new Denied(
          Denied.Reason.OTHER_ORGANIZATION,
          "key "
              + key.id()
              + " belongs to organization "
              + key.organization()
              + ", not to "
              + request.organization());
    }
    Admission admission = Admission.of(whitelistRequired, key.whitelist(), request.address());
    if (admission instanceof Admission.Admitted admitted) {
      return decideRole(key, request, admitted.entry(), Optional.empty());
    }
    Denied refusal = refuse(admission, key, request.address());
    return whitelistsCount
        ? refusal
        : decideRole(key, request, Optional.empty(), Optional.of(refusal));
  }

  private Decision decideRole(
      PresentedKey key,
      AccessRequest request,
      Optional<WhitelistEntry> entry,
      Optional<Denied> overlooked) {
    Optional<RoleAssignment> role =
        grants.grantedBy(key.roles(), request.permission(), request.scope());
    if (role.isPresent()) {
      return KeyAllowed.of(role.get(), entry, overlooked);
    }
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

  private static Denied refuse(Admission admission, PresentedKey key, IpAddress address) {
    if (admission instanceof Admission.WhitelistMissing) {
      return new Denied(
          Denied.Reason.WHITELIST_MISSING,
          "organization "
              + key.organization()
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
