package io.claviger.model;

import static io.claviger.model.Samples.BILLING;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.PROJECT;
import static io.claviger.model.Samples.PROJECT_READ_ONLY;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.disabled;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.withSecretUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsOfValuesTest {
  @Test
  void aKeyHasAtMostFiftyLabels() {
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      labels.put("label " + i, "value");
    }
    assertEquals(labels, Labels.of(labels).values());
    labels.put("one more", "value");
    Refusal.expect(
        ErrorCode.INVALID_VALUE, List.of("labels", "51 labels"), () -> Labels.of(labels));
    assertTrue(Labels.none().values().isEmpty());
    assertEquals("{a=b}", Labels.of(Map.of("a", "b")).toString());
  }

  @Test
  void aFilterHasAtMostAHundredCriteria() {
    KeyFilter filter = KeyFilter.all();
    for (int i = 0; i < 100; i++) {
      filter = filter.labelled("label " + i, "value");
    }
    KeyFilter full = filter;
    assertEquals(full, full.labelled("label 7", "value"), "one that is there already");
    Refusal.expect(
        ErrorCode.INVALID_VALUE,
        List.of("filter", "101 criteria"),
        () -> full.inState(ApiKey.State.ACTIVE));
  }

  @Test
  void aNewKeyHasAtMostAThousandRoles() {
    NewApiKey full = NewApiKey.of("full", Role.ORG_MEMBER);
    for (int i = 1; i < 1000; i++) {
      full = full.withProjectRole(new ProjectId("p" + i), Role.PROJECT_OWNER);
    }
    NewApiKey request = full;
    assertEquals(1000, request.roles().size());
    Refusal.expect(
        ErrorCode.INVALID_VALUE,
        List.of("roles", "1001 roles"),
        () -> request.withProjectRole(PROJECT, PROJECT_READ_ONLY));
    ApiKeySettings stored = member(1).settings();
    TreeSet<RoleAssignment> more = new TreeSet<>(request.roles());
    more.add(on(BILLING));
    assertEquals(more, stored.withRoles(more).roles(), "stored before there was a limit");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 499, 500})
  void aPageHasOneToFiveHundredKeys(int limit) {
    assertEquals(limit, PageQuery.first(limit).withAfter(keyId(1)).limit());
    assertEquals(Optional.of(keyId(1)), PageQuery.first(limit).withAfter(keyId(1)).after());
    assertEquals(limit, OrganizationQuery.first(limit).withAfter(Samples.ORG).limit());
    assertEquals(
        Optional.of(Samples.ORG), OrganizationQuery.first(limit).withAfter(Samples.ORG).after());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 501, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void anyOtherPageIsRefused(int limit) {
    Refusal.expect(
        ErrorCode.INVALID_VALUE,
        List.of("page limit", Integer.toString(limit)),
        () -> PageQuery.first(limit));
    assertThrows(InvalidValueException.class, () -> OrganizationQuery.first(limit));
  }

  @Test
  void aRevisionCountsFromOne() {
    assertEquals("1-0", new Revision(1, 0).toString());
    assertEquals("7-ffffffffffffffff", new Revision(7, -1).toString());
    assertEquals(new Revision(8, 5), new Revision(7, -1).next(5));
    assertNotEquals(new Revision(7, 1), new Revision(7, 2));
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> new Revision(0, 1));
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> new Revision(Long.MAX_VALUE, 1).next(1));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "1, 1", "500, 3"})
  void countersCount(int keys, int owners) {
    OrganizationCounters counters = new OrganizationCounters(keys, owners);
    assertEquals(new OrganizationCounters(keys + 1, owners + 1), counters.plus(1, 1));
    assertEquals(counters, counters.plus(1, 1).plus(-1, -1));
  }

  @ParameterizedTest
  @CsvSource({"-1, -1", "0, -1", "0, 1", "5, 6", "-1, 0"})
  void countersCannotBeWrong(int keys, int owners) {
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> new OrganizationCounters(keys, owners));
  }

  @Test
  void limitsAreNotNegative() {
    assertEquals(Limits.standard().withApiKeys(500).withWhitelistEntries(200), Limits.standard());
    assertEquals(0, Limits.standard().withApiKeys(0).withWhitelistEntries(0).apiKeys());
    Refusal.expect(
        ErrorCode.INVALID_VALUE, () -> Limits.standard().withApiKeys(-1).withWhitelistEntries(0));
    Refusal.expect(
        ErrorCode.INVALID_VALUE, () -> Limits.standard().withApiKeys(0).withWhitelistEntries(-1));
  }

  @Test
  void aRateIsSoManyRequestsInWholeSeconds() {
    Limits.Rate rate = new Limits.Rate(100, Duration.ofMinutes(1));
    assertEquals("100/60", rate.toString());
    assertEquals(rate, Limits.Rate.parse("100/60"));
    assertEquals(new Limits.Rate(1, Duration.ofSeconds(1)), Limits.Rate.parse("1/1"));
    Limits.Rate most = new Limits.Rate(999_999_999, Duration.ofDays(1));
    assertEquals(most, Limits.Rate.parse(most.toString()));
    Limits both = Limits.standard().withKeyRate(rate).withRate(most).withKeyRate(most);
    assertEquals(Limits.of(500, 200, Optional.of(most), Optional.of(most)), both);
    for (String bad :
        List.of(
            "",
            "100",
            "100/",
            "/60",
            "0/60",
            "-1/60",
            "1/0",
            "1/86401",
            "1000000000/60",
            "1/1/1",
            " 1/1",
            "\u0661/1")) {
      assertThrows(InvalidValueException.class, () -> Limits.Rate.parse(bad), bad);
    }
    Refusal.expect(
        ErrorCode.INVALID_VALUE, List.of("rate limit", "1/s"), () -> Limits.Rate.parse("1/s"));
    for (Duration bad : List.of(Duration.ofMillis(1500), Duration.ofDays(1).plusNanos(1))) {
      Refusal.expect(ErrorCode.INVALID_VALUE, () -> new Limits.Rate(1, bad));
    }
  }

  @Test
  void aKeyHasAtLeastOneRole() {
    Refusal.expect(ErrorCode.ROLES_REQUIRED, List.of(), () -> key(1));
    Refusal.expect(ErrorCode.ROLES_REQUIRED, () -> NewApiKey.of("key"));
    Refusal.expect(ErrorCode.ROLES_REQUIRED, () -> member(1).settings().withRoles(List.of()));
    Refusal.expect(
        ErrorCode.ROLES_REQUIRED, () -> ApiKeyPatch.nothing().replaceOrganizationRoles());
  }

  @Test
  void aPatchReplacesRolesOnTheOrganizationOnly() {
    Refusal.expect(
        ErrorCode.ROLE_NOT_FOR_ORGANIZATIONS,
        List.of("PROJECT_OWNER"),
        () -> ApiKeyPatch.nothing().replaceOrganizationRoles(READ_ONLY, Role.PROJECT_OWNER));
    Refusal.expect(
        ErrorCode.ROLE_NOT_FOR_ORGANIZATIONS, () -> NewApiKey.of("key", Role.PROJECT_OWNER));
  }

  @Test
  void anOwnerLastsIfItIsEnabledAndNothingOfItExpires() {
    assertTrue(owner(1).isLastingOwner());
    assertTrue(key(1, on(Role.ORG_OWNER), on(READ_ONLY)).isLastingOwner());
    assertFalse(member(1).isLastingOwner());
    assertFalse(key(1, on(Role.ORG_MEMBER), on(Role.PROJECT_OWNER, PROJECT)).isLastingOwner());
    assertFalse(disabled(owner(1)).isLastingOwner());
    assertFalse(expiring(owner(1), NOW).isLastingOwner());
    assertFalse(withSecretUntil(owner(1), NOW).isLastingOwner());
    List<SecretInfo> secrets = new ArrayList<>(withSecretUntil(owner(1), NOW).secrets());
    secrets.addAll(owner(2).secrets());
    assertTrue(ApiKey.of(owner(1).identity(), owner(1).settings(), secrets).isLastingOwner());
    assertFalse(ApiKey.of(owner(1).identity(), owner(1).settings(), List.of()).isLastingOwner());
  }

  @Test
  void aKeyIsUsableWhileEnabledAndNotExpired() {
    assertTrue(member(1).isUsable(NOW));
    assertFalse(disabled(member(1)).isUsable(NOW));
    assertTrue(expiring(member(1), NOW).isUsable(NOW.minusNanos(1)));
    assertFalse(expiring(member(1), NOW).isUsable(NOW));
  }

  @Test
  void aKeyHoldsRolesOnTheOrganization() {
    ApiKey key = key(1, on(READ_ONLY), on(PROJECT_READ_ONLY, PROJECT));
    assertTrue(key.holds(READ_ONLY));
    assertFalse(key.holds(BILLING));
    assertFalse(key.holds(PROJECT_READ_ONLY));
    assertFalse(key.holds(Role.PROJECT_OWNER));
    assertEquals(ApiKey.State.ACTIVE, key.state(NOW));
    assertEquals(ApiKey.State.DISABLED, disabled(expiring(key, NOW)).state(NOW));
    assertEquals(ApiKey.State.EXPIRED, expiring(key, NOW).state(NOW));
    assertEquals(ApiKey.State.ACTIVE, expiring(key, NOW).state(NOW.minusNanos(1)));
  }

  @Test
  void aMinPrefixLengthIsOneOfItsFamily() {
    ManagementPolicy standard = ManagementPolicy.standard();
    assertEquals(standard, standard.withMinPrefixLengths(0, 0));
    standard.withMinPrefixLengths(32, 128);
    for (int[] wrong : new int[][] {{-1, 0}, {0, -1}, {33, 0}, {0, 129}}) {
      Refusal.expect(
          ErrorCode.INVALID_VALUE, () -> standard.withMinPrefixLengths(wrong[0], wrong[1]));
    }
  }
}
