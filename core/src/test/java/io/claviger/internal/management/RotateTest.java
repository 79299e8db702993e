package io.claviger.internal.management;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.secretId;
import static io.claviger.model.Samples.withSecretUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.access.SampleAuthentications;
import io.claviger.model.ApiKey;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventType;
import io.claviger.model.GracePeriod;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.ManagementPolicy;
import io.claviger.model.Refusal;
import io.claviger.model.Samples;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** New secrets for keys that have one, and the end of the old ones. */
final class RotateTest {
  private static final Instant SOON = NOW.plusSeconds(60);
  private static final Duration GRACE = Duration.ofHours(1);

  private final Rules rules = Fixture.rules();
  private final Fixture fixture = Fixture.with(owner(1), member(2));

  @Test
  void anOldSecretEndsAsTheGracePeriodSays() {
    SecretInfo old = member(2).secrets().get(0);
    assertEquals(List.of(), before(GracePeriod.none()));
    assertEquals(List.of(old.endingAt(SOON)), before(GracePeriod.until(SOON)));
    assertEquals(List.of(old.endingAt(NOW.plus(GRACE))), before(GracePeriod.of(GRACE)));
    assertEquals(List.of(old.endingAfterUse(GRACE)), before(GracePeriod.afterFirstUse(GRACE)));
    assertEquals(List.of(old), before(GracePeriod.untilDeleted()));
    assertEquals(Optional.of(SOON), old.endingAt(SOON).expiresAt());
    assertEquals(Optional.of(GRACE), old.endingAfterUse(GRACE).grace());
  }

  @Test
  void anEarlierEndStays() {
    Fixture ending = Fixture.with(owner(1), withSecretUntil(member(2), SOON));
    ApiKey key = rotated(ending, GracePeriod.until(SOON.plusSeconds(1))).key(keyId(2));
    assertEquals(Optional.of(SOON), key.secrets().get(0).expiresAt());
    SecretInfo info = member(2).secrets().get(0).endingAfterUse(GRACE);
    assertEquals(Optional.of(GRACE), info.endingAfterUse(GRACE.plusSeconds(1)).grace());
    assertEquals(
        Optional.of(Duration.ofSeconds(1)), info.endingAfterUse(Duration.ofSeconds(1)).grace());
  }

  @Test
  void whatHasExpiredIsDropped() {
    Fixture expired = Fixture.with(owner(1), withSecretUntil(member(2), NOW));
    assertEquals(1, rotated(expired, GracePeriod.untilDeleted()).key(keyId(2)).secrets().size());
  }

  @Test
  void theAnswerHasTheNewSecretAndTheOldIdentity() {
    Proposal<IssuedApiKey> proposal = rotate(fixture, Fixture.OWNER, GracePeriod.untilDeleted());
    IssuedApiKey issued = proposal.result();
    ApiKey key = fixture.after(change(proposal)).key(keyId(2));
    assertEquals(key, issued.apiKey());
    assertEquals(member(2).identity(), key.identity());
    assertEquals(issued.secretId(), key.secrets().get(1).id());
    assertEquals(issued.privateKey().hint(), key.secrets().get(1).hint());
    assertEquals(
        List.of(
            "API_KEY_ROTATED of 2 {gracePeriod=until deleted, secret=" + issued.secretId() + "}"),
        Proposed.events(change(proposal)));
    assertTrue(
        change(proposal).events().stream()
            .noneMatch(event -> event.toString().contains(issued.privateKey().reveal())));
  }

  @Test
  void asManySecretsLiveAsThePolicySays() {
    Fixture two = rotated(fixture, GracePeriod.untilDeleted());
    Refusal.expect(
        ErrorCode.TOO_MANY_SECRETS,
        List.of("2"),
        () -> rotate(two, Fixture.OWNER, GracePeriod.until(SOON)));
    assertEquals(1, rotated(two, GracePeriod.none()).key(keyId(2)).secrets().size());
    Fixture three = two.under(ManagementPolicy.standard().withMaxSecrets(3));
    assertEquals(3, rotated(three, GracePeriod.untilDeleted()).key(keyId(2)).secrets().size());
  }

  @Test
  void anEndThatHasPassedIsRefused() {
    Assertions.assertThrows(
        InvalidValueException.class, () -> rotate(fixture, Fixture.OWNER, GracePeriod.until(NOW)));
  }

  @Test
  void aKeyRotatesItselfOnlyWhereThePolicySaysSo() {
    Caller itself = Fixture.calling(member(2));
    Refusal.expect(
        ErrorCode.CANNOT_EXTEND_ITSELF, () -> rotate(fixture, itself, GracePeriod.none()));
    Fixture allowed = fixture.under(ManagementPolicy.standard().allowSelfRotation());
    rotate(allowed, itself, GracePeriod.none());
    Refusal.expect(
        ErrorCode.NOT_ALLOWED,
        () ->
            rules
                .secrets()
                .rotate(allowed.seenBy(Fixture.calling(member(2))), keyId(1), GracePeriod.none()));
  }

  @Test
  void theFirstUseOfANewSecretEndsThoseThatWaitForIt() {
    Fixture waiting = rotated(fixture, GracePeriod.afterFirstUse(GRACE));
    ApiKey key = waiting.key(keyId(2));
    assertEquals(Set.of(secretId(2)), SecretRules.waiting(key, key.secrets().get(1).id()));
    assertEquals(Set.of(), SecretRules.waiting(key, secretId(2)));
    assertEquals(Set.of(), SecretRules.waiting(key, secretId(99)));
    OrganizationChange change =
        change(
            rules
                .secrets()
                .used(waiting.seenBy(Fixture.APPLICATION), keyId(2), key.secrets().get(1).id()));
    ApiKey after = waiting.after(change).key(keyId(2));
    assertEquals(Optional.of(NOW.plus(GRACE)), after.secrets().get(0).expiresAt());
    assertEquals(Optional.empty(), after.secrets().get(0).grace());
    assertEquals(key.secrets().get(1), after.secrets().get(1));
    assertEquals(EventType.API_KEY_SECRET_ENDING, change.events().get(0).type());
    assertTrue(
        rules
            .secrets()
            .used(
                waiting.after(change).seenBy(Fixture.APPLICATION),
                keyId(2),
                key.secrets().get(1).id())
            .change()
            .isEmpty(),
        "once");
  }

  @Test
  void aSecretThatWaitsItselfEndsNone() {
    ManagementPolicy three = ManagementPolicy.standard().withMaxSecrets(3);
    Fixture chain =
        rotated(
            rotated(fixture.under(three), GracePeriod.untilDeleted()).under(three),
            GracePeriod.afterFirstUse(GRACE));
    ApiKey key = chain.key(keyId(2));
    assertEquals(Set.of(), SecretRules.waiting(key, key.secrets().get(1).id()));
    assertEquals(
        Set.of(key.secrets().get(0).id(), key.secrets().get(1).id()),
        SecretRules.waiting(key, key.secrets().get(2).id()));
    KeyLookup found = KeyLookup.of(chain.organization(), Samples.stored(key));
    assertFalse(SampleAuthentications.isFirstUse(found, 0));
    assertFalse(SampleAuthentications.isFirstUse(found, 1));
    assertTrue(SampleAuthentications.isFirstUse(found, 2));
  }

  @Test
  void aLaterRotationKeepsThePromisedGrace() {
    SecretInfo old = member(2).secrets().get(0).endingAfterUse(GRACE).endingAt(SOON);
    assertEquals(Optional.of(GRACE), old.grace());
    assertEquals(Optional.of(SOON), old.supersededAt(NOW).expiresAt());
    assertEquals(
        Optional.of(NOW.plusSeconds(1)),
        old.endingAfterUse(Duration.ofSeconds(1)).supersededAt(NOW).expiresAt());
    assertEquals(Optional.empty(), old.supersededAt(NOW).grace());
  }

  @Test
  void aSecretIsEndedByHand() {
    Fixture two = rotated(fixture, GracePeriod.untilDeleted());
    Proposal<ApiKey> proposal =
        rules.secrets().delete(two.seenBy(Fixture.OWNER), keyId(2), secretId(2));
    assertEquals(
        List.of(two.key(keyId(2)).secrets().get(1)),
        two.after(change(proposal)).key(keyId(2)).secrets());
    assertEquals(
        List.of(), ended(fixture, Fixture.calling(member(2)), 2).key(keyId(2)).secrets(), "itself");
    Refusal.expect(
        ErrorCode.SECRET_NOT_FOUND,
        () -> rules.secrets().delete(two.seenBy(Fixture.OWNER), keyId(2), secretId(1)));
  }

  /** Whoever has the old secret, a thief perhaps, must not keep it alive (row 24). */
  @Test
  void aKeyCannotEndTheSecretThatItsOldOneWaitsFor() {
    Fixture waiting = rotated(fixture, GracePeriod.afterFirstUse(GRACE));
    SecretId fresh = waiting.key(keyId(2)).secrets().get(1).id();
    Caller old = Fixture.calling(member(2));
    Refusal.expect(
        ErrorCode.CANNOT_EXTEND_ITSELF,
        () -> rules.secrets().delete(waiting.seenBy(old), keyId(2), fresh));
    Fixture withoutOld = ended(waiting, old, 2);
    assertEquals(List.of(fresh), ids(withoutOld));
    Fixture alone =
        waiting.after(
            change(rules.secrets().delete(waiting.seenBy(Fixture.OWNER), keyId(2), fresh)));
    assertEquals(List.of(secretId(2)), ids(alone), "an owner may");
    assertEquals(List.of(), ids(ended(alone, old, 2)), "what waits in vain can be ended");
  }

  /** They were to end by the use of the newest one, which is another now. */
  @Test
  void severalWhoseNewestIsEndedWaitForTheOneBefore() {
    ManagementPolicy three = ManagementPolicy.standard().withMaxSecrets(3);
    Fixture chain =
        rotated(
            rotated(fixture.under(three), GracePeriod.untilDeleted()).under(three),
            GracePeriod.afterFirstUse(GRACE));
    Fixture ended = withoutNewest(chain);
    List<SecretId> secrets = ids(ended);
    assertEquals(Set.of(secrets.get(0)), SecretRules.waiting(ended.key(keyId(2)), secrets.get(1)));
    Caller itself = Fixture.calling(member(2));
    Refusal.expect(
        ErrorCode.CANNOT_EXTEND_ITSELF,
        () -> rules.secrets().delete(ended.seenBy(itself), keyId(2), secrets.get(1)));
    Proposal<ApiKey> ending =
        rules.secrets().delete(ended.seenBy(itself), keyId(2), secrets.get(0));
    assertEquals(List.of(secrets.get(1)), ids(ended.after(change(ending))));
  }

  @Test
  void aKeyCannotEndAnyOfSeveralThatItsOldOneWaitsFor() {
    ManagementPolicy three = ManagementPolicy.standard().withMaxSecrets(3);
    Fixture spare =
        rotated(
            rotated(fixture.under(three), GracePeriod.afterFirstUse(GRACE)).under(three),
            GracePeriod.untilDeleted());
    for (SecretId fresh : ids(spare).subList(1, 3)) {
      Refusal.expect(
          ErrorCode.CANNOT_EXTEND_ITSELF,
          () -> rules.secrets().delete(spare.seenBy(Fixture.calling(member(2))), keyId(2), fresh));
    }
  }

  private static List<SecretId> ids(Fixture fixture) {
    return fixture.key(keyId(2)).secrets().stream().map(SecretInfo::id).toList();
  }

  /** Or the one that is the newest then would end nothing, as long as it lives. */
  @Test
  void whoseNewestSecretIsEndedWaitsForTheOneBefore() {
    Fixture spare = fixture.under(ManagementPolicy.standard().withMaxSecrets(3));
    Fixture chain = rotated(spare, GracePeriod.afterFirstUse(GRACE));
    chain = rotated(chain, GracePeriod.afterFirstUse(GRACE));
    Fixture ended = withoutNewest(chain);
    ApiKey key = ended.key(keyId(2));
    SecretId newest = key.secrets().get(1).id();

    assertEquals(Optional.of(GRACE), key.secrets().get(0).grace());
    assertEquals(Optional.empty(), key.secrets().get(1).grace());
    assertEquals(Set.of(secretId(2)), SecretRules.waiting(key, newest));
  }

  @Test
  void aRotationThatIsTakenBackLeavesNothingToALaterOne() {
    Fixture back = withoutNewest(rotated(fixture, GracePeriod.afterFirstUse(Duration.ZERO)));
    assertEquals(member(2).secrets(), back.key(keyId(2)).secrets());

    ApiKey key = rotated(back, GracePeriod.untilDeleted()).key(keyId(2));
    assertEquals(Set.of(), SecretRules.waiting(key, key.secrets().get(1).id()));
  }

  private Fixture withoutNewest(Fixture where) {
    List<SecretInfo> secrets = where.key(keyId(2)).secrets();
    SecretId newest = secrets.get(secrets.size() - 1).id();
    return where.after(
        change(rules.secrets().delete(where.seenBy(Fixture.OWNER), keyId(2), newest)));
  }

  @Test
  void theLastLastingOwnerKeepsALastingSecret() {
    Refusal.expect(
        ErrorCode.LAST_OWNER_CANNOT_BE_DEMOTED,
        () -> rules.secrets().delete(fixture.seenBy(Fixture.APPLICATION), keyId(1), secretId(1)));
    Proposal<IssuedApiKey> rotation =
        rules.secrets().rotate(fixture.seenBy(Fixture.APPLICATION), keyId(1), GracePeriod.none());
    assertEquals(1, change(rotation).organization().counters().lastingOwners());
    Fixture ending = Fixture.with(owner(1), withSecretUntil(owner(2), SOON));
    assertEquals(
        2,
        change(rotate(ending, Fixture.APPLICATION, GracePeriod.none()))
            .organization()
            .counters()
            .lastingOwners());
  }

  @Test
  void theNewSecretMayExpire() {
    DecisionInput input = fixture.seenBy(Fixture.APPLICATION);
    GracePeriod grace = GracePeriod.none();
    OrganizationChange change =
        change(rules.secrets().rotate(input, keyId(2), grace, Optional.of(SOON)));
    List<StoredSecret> secrets = change.keys().secrets().get(keyId(2));
    assertEquals(Optional.of(SOON), secrets.get(secrets.size() - 1).info().expiresAt());
    assertEquals(SOON.toString(), change.events().get(0).details().get("expiresAt"));
    Refusal.expect(
        ErrorCode.INVALID_VALUE,
        () -> rules.secrets().rotate(input, keyId(2), grace, Optional.of(NOW)));
    Refusal.expect(
        ErrorCode.LAST_OWNER_CANNOT_BE_DEMOTED,
        () -> rules.secrets().rotate(input, keyId(1), grace, Optional.of(SOON)));
  }

  private List<SecretInfo> before(GracePeriod gracePeriod) {
    List<SecretInfo> secrets = rotated(fixture, gracePeriod).key(keyId(2)).secrets();
    return secrets.subList(0, secrets.size() - 1);
  }

  private Fixture rotated(Fixture where, GracePeriod gracePeriod) {
    return where.after(change(rotate(where, Fixture.OWNER, gracePeriod)));
  }

  private Fixture ended(Fixture where, Caller caller, int secret) {
    return where.after(
        rules
            .secrets()
            .delete(where.seenBy(caller), keyId(2), secretId(secret))
            .change()
            .orElseThrow());
  }

  private static OrganizationChange change(Proposal<?> proposal) {
    return proposal.change().orElseThrow();
  }

  private Proposal<IssuedApiKey> rotate(Fixture where, Caller caller, GracePeriod gracePeriod) {
    return rules.secrets().rotate(where.seenBy(caller), keyId(2), gracePeriod);
  }
}
