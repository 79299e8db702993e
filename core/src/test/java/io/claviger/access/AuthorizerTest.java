package io.claviger.access;

import static io.claviger.model.Samples.OTHER_ORG;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.entry;
import static io.claviger.model.Samples.ip;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Decision.Denied;
import io.claviger.access.Decision.Denied.Reason;
import io.claviger.model.ApiKey;
import io.claviger.model.IpAddress;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Permission;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.model.Roles;
import io.claviger.model.Samples;
import io.claviger.model.Scope;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AuthorizerTest {
  private static final Permission READ = new Permission("things.read");
  private static final Permission WRITE = new Permission("things.write");
  private static final IpAddress HERE = ip("198.51.100.7");
  private static final Role EDITOR = new Role("editor");
  private static final Authorizer AUTHORIZER =
      new Authorizer(
          RoleGrants.of(Roles.builtIn().withProjectRoles(EDITOR))
              .grant(READ_ONLY, READ)
              .grant(PROJECT_READ_ONLY, READ)
              .grant(EDITOR, WRITE));

  @Test
  void aRoleThatGrantsItAllowsItFromAnywhereWithoutAWhitelist() {
    Decision decision = decide(key(1, on(READ_ONLY)), Scope.organization(), READ);
    assertEquals(SampleAuthentications.allowed(on(READ_ONLY)), decision);
    assertInstanceOf(Decision.Allowed.class, decision);
    assertEquals("allowed", decision.publicMessage());
    assertEquals("allowed by role ORG_READ_ONLY and an empty whitelist", decision.toString());
  }

  @Test
  void aKeyThatHasJustBeenAuthenticatedIsDecidedOnAsItIs() {
    ApiKey key = key(1, on(READ_ONLY));
    Authenticated authenticated =
        Samples.authenticated(Samples.organization(key), key, Samples.secretId(1), Samples.NOW);
    AccessRequest request = request(Scope.organization(), READ);
    assertEquals(
        SampleAuthentications.allowed(on(READ_ONLY)), AUTHORIZER.decide(authenticated, request));
  }

  @Test
  void theMostSpecificEntryIsNamed() {
    ApiKey key = listing(key(1, on(READ_ONLY)), "198.51.100.0/24", "198.0.0.0/8");
    Decision decision = decide(key, Scope.organization(), READ);
    assertEquals(SampleAuthentications.allowed(on(READ_ONLY), entry("198.51.100.0/24")), decision);
    assertEquals(
        "allowed by role ORG_READ_ONLY and whitelist entry 198.51.100.0/24", decision.toString());
  }

  @Test
  void anAddressThatIsNotListedIsDenied() {
    ApiKey key = listing(key(1, on(READ_ONLY)), "10.0.0.0/8", "::/1");
    assertDenied(Reason.ADDRESS_NOT_LISTED, decide(key, Scope.organization(), READ));
  }

  @Test
  void aMissingWhitelistIsDeniedWhereOneIsRequired() {
    Organization requiring = requiring();
    assertDenied(
        Reason.WHITELIST_MISSING,
        AUTHORIZER.decide(requiring, owner(1), request(Scope.organization(), READ)));
    ApiKey listed = listing(owner(1), "198.51.100.7");
    assertInstanceOf(
        Decision.Allowed.class,
        AUTHORIZER.decide(requiring, listed, request(Scope.organization(), READ)));
  }

  @Test
  void aPermissionThatNoRoleGrantsIsDenied() {
    assertDenied(
        Reason.PERMISSION_NOT_GRANTED, decide(key(1, on(READ_ONLY)), Scope.organization(), WRITE));
    assertDenied(
        Reason.PERMISSION_NOT_GRANTED,
        decide(key(1, on(Role.ORG_MEMBER)), Scope.organization(), READ));
  }

  @Test
  void theFirstCheckThatFailsIsTheReason() {
    ApiKey nothingRight = listing(key(1, on(Role.ORG_MEMBER)), "10.0.0.0/8");
    AccessRequest elsewhere = new AccessRequest(OTHER_ORG, Scope.organization(), WRITE, HERE);
    assertDenied(
        Reason.OTHER_ORGANIZATION,
        AUTHORIZER.decide(Samples.organization(), nothingRight, elsewhere));
    assertDenied(Reason.ADDRESS_NOT_LISTED, decide(nothingRight, Scope.organization(), WRITE));
    assertDenied(
        Reason.WHITELIST_MISSING,
        AUTHORIZER.decide(
            requiring(), key(1, on(Role.ORG_MEMBER)), request(Scope.organization(), WRITE)));
  }

  @Test
  void keyOrganizationAndRequestAreOfOneOrganization() {
    Organization home = Samples.organization();
    Organization other =
        Organization.of(
            OTHER_ORG, home.created(), home.settings(), home.counters(), home.revision());
    assertDenied(
        Reason.OTHER_ORGANIZATION,
        AUTHORIZER.decide(other, owner(1), request(Scope.organization(), READ)));
    assertDenied(Reason.OTHER_ORGANIZATION, AUTHORIZER.decideAddress(other, owner(1), HERE));
    assertDenied(
        Reason.OTHER_ORGANIZATION,
        AUTHORIZER.decide(
            home, owner(1), AccessRequest.of(new OrganizationId("umbrella"), READ, HERE)));
    assertDenied(
        Reason.OTHER_ORGANIZATION,
        AUTHORIZER.decide(other, owner(1), AccessRequest.of(OTHER_ORG, READ, HERE)));
  }

  @Test
  void outsidersSeeOneAnswerAndTheLogSeesWhy() {
    Denied address =
        assertInstanceOf(
            Denied.class, decide(listing(owner(1), "10.0.0.0/8"), Scope.organization(), READ));
    Denied role =
        assertInstanceOf(
            Denied.class, decide(key(1, on(Role.ORG_MEMBER)), Scope.project(PROJECT), READ));
    assertEquals("not allowed", address.publicMessage());
    assertEquals("not allowed", role.publicMessage());
    assertEquals(
        "denied, ADDRESS_NOT_LISTED: the whitelist of key 000000000000000000000001,"
            + " [10.0.0.0/8], does not contain 198.51.100.7",
        address.toString());
    assertEquals(
        "denied, PERMISSION_NOT_GRANTED: no role of key 000000000000000000000001 in"
            + " [ORG_MEMBER] grants things.read on the project p1",
        role.toString());
    RoleAssignment[] many = new RoleAssignment[11];
    Arrays.setAll(many, i -> on(PROJECT_READ_ONLY, new ProjectId("p" + (i + 2))));
    Denied tooMany =
        assertInstanceOf(Denied.class, decide(key(1, many), Scope.project(PROJECT), READ));
    assertTrue(tooMany.toString().contains(" in 11 roles grants "), tooMany.toString());
    for (Reason reason : Reason.values()) {
      assertEquals("not allowed", new Denied(reason, "detail").publicMessage());
    }
  }

  private static Organization requiring() {
    Organization organization = Samples.organization();
    return organization.with(organization.settings().withWhitelistRequired(true));
  }

  private static Decision decide(ApiKey key, Scope scope, Permission permission) {
    return AUTHORIZER.decide(Samples.organization(key), key, request(scope, permission));
  }

  private static AccessRequest request(Scope scope, Permission permission) {
    return new AccessRequest(Samples.ORG, scope, permission, HERE);
  }

  private static void assertDenied(Reason reason, Decision decision) {
    assertEquals(reason, assertInstanceOf(Denied.class, decision).reason());
    assertInstanceOf(Decision.Denied.class, decision);
  }
}
