package io.claviger.store.tck.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.AccessRequest;
import io.claviger.access.Authorizer;
import io.claviger.access.Decision;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.IpAddress;
import io.claviger.model.Organization;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.model.Scope;
import io.claviger.model.WhitelistEntry;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AuthorizerPropertiesTest {
  @Property
  void anOwnerHoldsWhateverAnybodyHolds(@ForAll("held") SortedSet<RoleAssignment> held) {
    RoleAssignment owner = RoleAssignment.onOrganization(Role.ORG_OWNER);
    for (RoleAssignment assignment : held) {
      assertTrue(owner.implies(assignment));
      assertTrue(assignment.implies(assignment));
    }
  }

  @Property
  void anOwnerGrantsWhatAnyRoleGrants(
      @ForAll RoleGrants some,
      @ForAll Role role,
      @ForAll Permission permission,
      @ForAll Scope scope) {
    RoleGrants grants = some.grant(role, permission);
    List<RoleAssignment> owner = List.of(RoleAssignment.onOrganization(Role.ORG_OWNER));
    assertEquals(owner.stream().findFirst(), grants.grantedBy(owner, permission, scope));
  }

  @Property
  void aRoleOfAProjectGrantsInThatProjectOnly(
      @ForAll("ofProject") RoleAssignment assignment,
      @ForAll Permission permission,
      @ForAll Scope scope) {
    RoleGrants grants = RoleGrants.none().grant(assignment.role(), permission);
    boolean granted = grants.grantedBy(List.of(assignment), permission, scope).isPresent();
    assertEquals(assignment.scope().equals(scope), granted);
  }

  @Property
  void moreRolesNeverGrantLess(
      @ForAll RoleGrants grants,
      @ForAll("held") SortedSet<RoleAssignment> held,
      @ForAll RoleAssignment more,
      @ForAll Permission permission,
      @ForAll Scope scope) {
    Optional<RoleAssignment> before = grants.grantedBy(held, permission, scope);
    SortedSet<RoleAssignment> all = new TreeSet<>(held);
    all.add(more);
    assertTrue(before.isEmpty() || grants.grantedBy(all, permission, scope).isPresent());
    before.ifPresent(assignment -> assertTrue(held.contains(assignment)));
  }

  @Property(tries = 500)
  void anAllowedRequestHasItsReasons(
      @ForAll ApiKeySettings settings,
      @ForAll ApiKey.Identity identity,
      @ForAll Organization someOrganization,
      @ForAll("requests") AccessRequest asked,
      @ForAll RoleGrants someGrants) {
    Organization organization = withId(someOrganization, identity);
    ApiKey key = ApiKey.of(identity, settings, List.of());
    RoleGrants grants = someGrants.grant(settings.roles().first().role(), asked.permission());
    for (IpAddress address : addresses(settings, asked)) {
      AccessRequest request =
          new AccessRequest(identity.organization(), asked.scope(), asked.permission(), address);
      Decision decision = new Authorizer(grants).decide(organization, key, request);
      assertEquals(
          expected(organization, key, request, grants),
          decision instanceof Decision.Allowed,
          decision::toString);
      if (decision instanceof Decision.Allowed allowed) {
        assertTrue(settings.roles().contains(allowed.role().orElseThrow()));
        assertEquals(settings.whitelist().match(address), allowed.entry());
      }
    }
  }

  @Property(tries = 200)
  void nobodyIsAllowedInAnotherOrganizationOrWithoutGrants(
      @ForAll ApiKey key, @ForAll Organization organization, @ForAll AccessRequest request) {
    Organization own = withId(organization, key.identity());
    AccessRequest here =
        new AccessRequest(own.id(), request.scope(), request.permission(), request.address());
    assertInstanceOf(
        Decision.Denied.class, new Authorizer(RoleGrants.none()).decide(own, key, here));
    if (!request.organization().equals(own.id())) {
      Decision elsewhere = new Authorizer(RoleGrants.none()).decide(own, key, request);
      Decision.Denied denied = assertInstanceOf(Decision.Denied.class, elsewhere);
      assertEquals(Decision.Denied.Reason.OTHER_ORGANIZATION, denied.reason());
    }
  }

  /** Implements the checks of the request path a second time. */
  private static boolean expected(
      Organization organization, ApiKey key, AccessRequest request, RoleGrants grants) {
    boolean admitted =
        key.whitelist().isEmpty()
            ? !organization.settings().isWhitelistRequired()
            : key.whitelist().entries().stream()
                .map(WhitelistEntry::block)
                .anyMatch(block -> block.contains(request.address()));
    return admitted
        && key.roles().stream()
            .filter(
                held ->
                    held.scope() instanceof Scope.Organization
                        || held.scope().equals(request.scope()))
            .anyMatch(held -> grants.grants(held.role(), request.permission()));
  }

  private static List<IpAddress> addresses(ApiKeySettings settings, AccessRequest asked) {
    return settings.whitelist().isEmpty()
        ? List.of(asked.address())
        : List.of(asked.address(), settings.whitelist().entries().get(0).block().network());
  }

  private static Organization withId(Organization organization, ApiKey.Identity identity) {
    return Organization.of(
        identity.organization(),
        organization.created(),
        organization.settings(),
        organization.counters(),
        organization.revision());
  }

  @Provide
  Arbitrary<SortedSet<RoleAssignment>> held() {
    return ArbitraryRoles.assignmentSets();
  }

  @Provide
  Arbitrary<RoleAssignment> ofProject() {
    return ArbitraryRoles.assignments().filter(held -> held.scope() instanceof Scope.Project);
  }

  @Provide
  Arbitrary<AccessRequest> requests() {
    return ArbitraryCallers.accessRequests();
  }
}
