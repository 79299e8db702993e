package io.claviger.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Authenticated;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Permission;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.model.Roles;
import io.claviger.model.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The roles of a token, beside a second implementation of the rule. */
class NarrowingTest {
  private static final List<ProjectId> PROJECTS = List.of(OAuthFixture.P1, new ProjectId("p2"));
  private static final Roles DECLARED = OAuthFixture.ROLES;

  @Property(tries = 300)
  void aTokenHasThoseOfItsRolesThatTheKeyHasNow(
      @ForAll("roles") Set<RoleAssignment> first,
      @ForAll("roles") Set<RoleAssignment> scope,
      @ForAll("roles") Set<RoleAssignment> later) {
    try (OAuthFixture fixture = OAuthFixture.open()) {
      IssuedApiKey key = create(fixture, first);
      Authenticated whole = fixture.authenticated(key);
      if (!scope.stream().allMatch(role -> isHeld(role, whole.roles()))) {
        assertThrows(InvalidValueException.class, () -> fixture.tokens.issue(whole, scope));
        return;
      }
      String token = fixture.tokens.issue(whole, scope).text();
      assertEquals(scope, fixture.admitted(token).roles());
      replace(fixture, key, later);
      Authenticated now = fixture.authenticated(key);
      Set<RoleAssignment> left =
          scope.stream().filter(role -> isHeld(role, now.roles())).collect(Collectors.toSet());
      Authenticated downscoped = fixture.admitted(token);
      assertEquals(left, downscoped.roles());
      assertGrantsNoMore(downscoped, now);
    }
  }

  /** A token that named no role follows its key. */
  @Property(tries = 100)
  void aWholeTokenHasTheRolesOfTheKey(
      @ForAll("roles") Set<RoleAssignment> first, @ForAll("roles") Set<RoleAssignment> later) {
    try (OAuthFixture fixture = OAuthFixture.open()) {
      IssuedApiKey key = create(fixture, first);
      String token = fixture.issued(key, "");
      replace(fixture, key, later);
      assertEquals(fixture.authenticated(key).roles(), fixture.admitted(token).roles());
    }
  }

  private static void assertGrantsNoMore(Authenticated downscoped, Authenticated key) {
    RoleGrants grants = RoleGrants.of(DECLARED);
    for (Role role : all()) {
      grants = grants.grant(role, new Permission("may." + role.name().toLowerCase(Locale.ROOT)));
    }
    for (Scope scope : List.of(Scope.organization(), Scope.project(PROJECTS.get(0)))) {
      Set<Permission> of = grants.permissions(key.roles(), scope);
      Set<Permission> its = grants.permissions(downscoped.roles(), scope);
      assertTrue(of.containsAll(its), () -> its + " of " + downscoped.roles() + ", but " + of);
    }
  }

  /** The second implementation. */
  private static boolean isHeld(RoleAssignment role, Set<RoleAssignment> held) {
    RoleAssignment owner =
        role.scope() instanceof Scope.Project project
            ? RoleAssignment.onProject(Role.PROJECT_OWNER, project.id())
            : RoleAssignment.onOrganization(Role.ORG_OWNER);
    return isAssignable(role) && (held.contains(role) || held.contains(owner));
  }

  private static IssuedApiKey create(OAuthFixture fixture, Set<RoleAssignment> roles) {
    Set<RoleAssignment> assignable =
        roles.stream().filter(NarrowingTest::isAssignable).collect(Collectors.toSet());
    if (assignable.isEmpty()) {
      assignable = Set.of(RoleAssignment.onOrganization(Role.ORG_MEMBER));
    }
    return fixture.create(NewApiKey.of("any", new TreeSet<>(assignable)));
  }

  /** Management assigns each role only where it is declared. */
  private static boolean isAssignable(RoleAssignment role) {
    return role.scope() instanceof Scope.Project
        ? DECLARED.ofProjects().contains(role.role())
        : DECLARED.ofOrganizations().contains(role.role());
  }

  private static void replace(OAuthFixture fixture, IssuedApiKey key, Set<RoleAssignment> roles) {
    Role[] onOrganization =
        roles.stream()
            .filter(NarrowingTest::isAssignable)
            .filter(role -> role.scope() instanceof Scope.Organization)
            .map(RoleAssignment::role)
            .toArray(Role[]::new);
    if (onOrganization.length > 0) {
      fixture.application.update(
          OAuthFixture.ACME,
          key.apiKey().id(),
          ApiKeyPatch.nothing().replaceOrganizationRoles(onOrganization));
    }
    for (ProjectId project : PROJECTS) {
      List<Role> there =
          roles.stream()
              .filter(NarrowingTest::isAssignable)
              .filter(role -> role.scope().equals(Scope.project(project)))
              .map(RoleAssignment::role)
              .toList();
      fixture.application.replaceProjectRoles(OAuthFixture.ACME, key.apiKey().id(), project, there);
    }
  }

  private static List<Role> all() {
    return List.of(
        Role.ORG_OWNER,
        Role.ORG_MEMBER,
        Role.ORG_READ_ONLY,
        Role.PROJECT_OWNER,
        Role.PROJECT_READ_ONLY,
        OAuthFixture.DEPLOYER);
  }

  /** Also roles where nobody can assign them, as somebody may name them in a scope. */
  @Provide
  Arbitrary<Set<RoleAssignment>> roles() {
    Arbitrary<RoleAssignment> onOrganization =
        Arbitraries.of(all())
            .filter(role -> !role.equals(Role.PROJECT_OWNER))
            .map(RoleAssignment::onOrganization);
    Arbitrary<RoleAssignment> onProject =
        Arbitraries.of(all())
            .filter(role -> !role.equals(Role.ORG_OWNER) && !role.equals(Role.ORG_MEMBER))
            .flatMap(
                role ->
                    Arbitraries.of(PROJECTS)
                        .map(project -> RoleAssignment.onProject(role, project)));
    return Arbitraries.oneOf(onOrganization, onProject)
        .set()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(TreeSet::new);
  }
}
