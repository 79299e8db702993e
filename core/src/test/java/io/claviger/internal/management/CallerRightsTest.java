package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.calling;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.OTHER_PROJECT;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ErrorCode;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a caller holds, and that it grants nothing else (Appendix B, row 2). */
class CallerRightsTest {
  private static final RoleAssignment READER = on(PROJECT_READ_ONLY, PROJECT);
  private static final RoleAssignment ELSEWHERE = on(PROJECT_READ_ONLY, OTHER_PROJECT);

  @Test
  void ownersGrantEverything() {
    for (Caller caller : List.of(Fixture.APPLICATION, Fixture.OWNER, calling(owner(1)))) {
      CallerRights rights = judged(caller);
      assertTrue(rights.isOwner());
      assertTrue(rights.managesProject(OTHER_PROJECT));
      assertTrue(rights.manages(Scope.project(OTHER_PROJECT)));
      assertFalse(rights.manages(Scope.organization()));
      rights.requireMayGrant(List.of(on(Role.ORG_OWNER), READER, ELSEWHERE));
    }
  }

  @Test
  void ownersOfAProjectGrantItsRoles() {
    CallerRights rights = judged(Fixture.PROJECT_OWNER);
    assertFalse(rights.isOwner());
    assertTrue(rights.managesProject(PROJECT));
    assertFalse(rights.managesProject(OTHER_PROJECT));
    rights.requireMayGrant(List.of(READER, on(Role.GROUP_OWNER, PROJECT)));
    assertCannotGrant(rights, READER, ELSEWHERE);
    assertCannotGrant(rights, READER, on(Role.ORG_OWNER));
    assertCannotGrant(rights, READER, on(Role.ORG_MEMBER));
  }

  @Test
  void othersGrantWhatTheyHold() {
    Caller caller = Caller.user("kim", ORG, List.of(on(READ_ONLY), READER));
    CallerRights rights = judged(caller);
    rights.requireMayGrant(List.of(on(READ_ONLY), READER));
    rights.requireMayGrant(List.of());
    assertCannotGrant(rights, on(READ_ONLY), on(Role.ORG_MEMBER));
    assertCannotGrant(rights, on(READ_ONLY), ELSEWHERE);
    assertCannotGrant(rights, on(READ_ONLY), on(Role.GROUP_OWNER, PROJECT));
  }

  @Test
  void rolesInAnotherOrganizationCountForNothing() {
    CallerRights rights = judged(Fixture.STRANGER);
    assertFalse(rights.isOwner());
    Refusal.expect(
        ErrorCode.CANNOT_GRANT_ROLE, () -> rights.requireMayGrant(List.of(on(Role.ORG_MEMBER))));
  }

  @Test
  void aKeyCountsWithTheRolesThatItHasNow() {
    ApiKey before = owner(1);
    ApiKey now = key(1, on(READ_ONLY));
    CallerRights rights = CallerRights.judge(Fixture.with(now).seenBy(calling(before)));
    assertFalse(rights.isOwner());
    assertEquals(Optional.of(now), rights.self());
  }

  @Test
  void onlyAKeyIsAKey() {
    assertTrue(judged(calling(owner(1))).is(keyId(1)));
    assertFalse(judged(calling(owner(1))).is(keyId(2)));
    assertFalse(judged(Fixture.OWNER).is(keyId(1)));
    assertEquals(Optional.empty(), judged(Fixture.APPLICATION).self());
  }

  private static CallerRights judged(Caller caller) {
    return CallerRights.judge(Fixture.with(owner(1)).seenBy(caller));
  }

  private static void assertCannotGrant(
      CallerRights rights, RoleAssignment granted, RoleAssignment refused) {
    Refusal.expect(
        ErrorCode.CANNOT_GRANT_ROLE,
        List.of(refused.toString()),
        () -> rights.requireMayGrant(List.of(granted, refused)));
  }
}
