package io.claviger.oauth.internal.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.store.tck.arbitraries.ArbitraryRoles;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ScopeTextTest {
  @Test
  void aColonAfterTheProjectBelongsToTheRole() {
    assertEquals(
        Optional.of(Set.of(RoleAssignment.onProject(new Role("a:b"), new ProjectId("p1")))),
        ScopeText.read("project:p1:a:b"));
    assertEquals(
        Optional.of(Set.of(RoleAssignment.onOrganization(new Role("project:p1")))),
        ScopeText.read("project:p1"),
        "a role without a second colon");
  }

  @Property
  void whatIsWrittenIsRead(@ForAll("roles") Set<RoleAssignment> roles) {
    String scope = ScopeText.write(roles);
    Assume.that(scope.length() <= ScopeText.MAX_LENGTH);
    assertEquals(Optional.of(roles), ScopeText.read(scope));
  }

  @Property
  void whatIsReadIsWrittenInOneForm(@ForAll String text) {
    Optional<Set<RoleAssignment>> read = ScopeText.read(text);
    read.ifPresent(roles -> assertEquals(read, ScopeText.read(ScopeText.write(roles))));
  }

  @Test
  void itHasUpTo500Characters() {
    String most = ("R".repeat(61) + " ").repeat(8).strip() + "xxxxx";
    assertEquals(500, most.length());
    assertEquals(2, ScopeText.read(most).orElseThrow().size());
    assertEquals(Optional.empty(), ScopeText.read(most + "x"));
  }

  @Provide
  Arbitrary<Set<RoleAssignment>> roles() {
    return ArbitraryRoles.assignments()
        .filter(role -> !role.role().name().startsWith("project:"))
        .set()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(TreeSet::new);
  }
}
