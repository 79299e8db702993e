package io.claviger.store.tck.management;

import static io.claviger.store.tck.management.Verdict.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.ErrorCode;
import io.claviger.model.EventType;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.PrivateKey;
import io.claviger.model.SecretId;
import io.claviger.store.tck.StoreUnderTest;
import io.claviger.store.tck.internal.Patience;
import io.claviger.store.tck.internal.Race;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key gets a new secret while the old one lives on for a while. */
public abstract class RotationGroup extends ManagementGroup {
  private static final int CALLERS = 8;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MICROSECOND = Duration.ofNanos(1000);

  private Cast cast;

  /** On that store. */
  protected RotationGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  @BeforeEach
  void open() {
    cast = world(options -> options.changeDeadline(Patience.limit())).newCast();
  }

  @Test
  void whoAuthenticatesIsToldWhichSecretItUsed() {
    IssuedApiKey old = cast.target();
    IssuedApiKey fresh = rotate(GracePeriod.untilDeleted());

    assertEquals(Optional.of(old.secretId()), used(old.privateKey()));
    assertEquals(Optional.of(fresh.secretId()), used(fresh.privateKey()));
    assertEquals(old.apiKey().identity(), fresh.apiKey().identity());
    assertEquals(fresh.apiKey(), cast.world().asHost().get(cast.id(), cast.targetId()));
  }

  @Test
  void withoutOverlapTheOldSecretEndsAtOnce() {
    IssuedApiKey fresh = rotate(GracePeriod.none());

    assertRejected(Rejected.Reason.WRONG_SECRET, cast.target().privateKey());
    assertEquals(Optional.of(fresh.secretId()), used(fresh.privateKey()));
  }

  @Test
  void theOldSecretEndsAtASetTime() {
    rotate(GracePeriod.until(World.START.plus(HOUR)));

    cast.world().advance(HOUR.minus(MICROSECOND));
    assertEquals(Optional.of(cast.target().secretId()), used(cast.target().privateKey()));
    cast.world().advance(MICROSECOND);
    assertRejected(Rejected.Reason.SECRET_EXPIRED, cast.target().privateKey());
  }

  @Test
  void theOldSecretEndsAfterTheFirstUseOfTheNewOne() {
    IssuedApiKey fresh = rotate(GracePeriod.afterFirstUse(HOUR));

    cast.world().advance(HOUR.multipliedBy(100));
    assertEquals(Optional.of(cast.target().secretId()), used(cast.target().privateKey()));
    assertEquals(Optional.of(fresh.secretId()), used(fresh.privateKey()));
    cast.world().advance(HOUR.minus(MICROSECOND));
    assertEquals(Optional.of(cast.target().secretId()), used(cast.target().privateKey()));
    assertEquals(Optional.of(fresh.secretId()), used(fresh.privateKey()), "counts once");
    cast.world().advance(MICROSECOND);
    assertRejected(Rejected.Reason.SECRET_EXPIRED, cast.target().privateKey());
  }

  @Test
  void theOldSecretIsEndedByHand() {
    rotate(GracePeriod.untilDeleted());

    cast.world().advance(HOUR.multipliedBy(100));
    assertEquals(Optional.of(cast.target().secretId()), used(cast.target().privateKey()));
    cast.world().asHost().deleteSecret(cast.id(), cast.targetId(), cast.target().secretId());
    assertRejected(Rejected.Reason.WRONG_SECRET, cast.target().privateKey());
  }

  @Test
  void whoCallsWithASecretThatHasEndedIsNobody() {
    ApiKeys itself = cast.as(Cast.Who.TARGET_ITSELF);
    rotate(GracePeriod.none());

    assertRefused(ErrorCode.CALLING_KEY_NOT_VALID, () -> itself.get(cast.id(), cast.targetId()));
  }

  @Test
  void ofManyRotationsAtTheSameTimeAsManyAreMadeAsSecretsMayLive() throws Exception {
    Picture before = cast.picture();
    List<Verdict> verdicts =
        Race.run(CALLERS, i -> Verdict.of((Supplier<?>) () -> rotate(GracePeriod.untilDeleted())));

    List<Object> answers = verdicts.stream().flatMap(verdict -> verdict.answer().stream()).toList();
    assertEquals(1, answers.size(), "beside the secret that was there");
    verdicts.stream()
        .flatMap(verdict -> verdict.refusal().stream())
        .forEach(code -> assertEquals(ErrorCode.TOO_MANY_SECRETS, code));
    IssuedApiKey fresh = (IssuedApiKey) answers.get(0);
    assertEquals(Optional.of(fresh.secretId()), used(fresh.privateKey()));
    assertEquals(1, cast.picture().eventsSince(before).size());
  }

  @Test
  void ofManyRotationsWithoutOverlapTheLastOneCounts() throws Exception {
    List<IssuedApiKey> all = Race.run(CALLERS, i -> rotate(GracePeriod.none()));

    ApiKey key = cast.world().asHost().get(cast.id(), cast.targetId());
    assertEquals(1, key.secrets().size());
    List<IssuedApiKey> living =
        all.stream().filter(each -> used(each.privateKey()).isPresent()).toList();
    assertEquals(1, living.size());
    assertEquals(key.secrets().get(0).id(), living.get(0).secretId());
  }

  @Test
  void manyFirstUsesAtTheSameTimeAreOne() throws Exception {
    IssuedApiKey fresh = rotate(GracePeriod.afterFirstUse(HOUR));
    Picture before = cast.picture();

    Race.run(CALLERS, i -> used(fresh.privateKey()));
    // Where the machine was so slow that all of them gave up, the next use makes it up.
    assertEquals(Optional.of(fresh.secretId()), used(fresh.privateKey()));

    List<EventType> told =
        cast.picture().eventsSince(before).stream().map(AuditEvent::type).toList();
    assertEquals(List.of(EventType.API_KEY_SECRET_ENDING), told);
  }

  @Test
  void theLastLastingOwnerIsRotatedButNotRobbed() {
    ApiKeyId owner = cast.owner().apiKey().id();
    SecretId only = cast.owner().secretId();
    ApiKeys host = cast.world().asHost();

    assertRefused(
        ErrorCode.LAST_OWNER_CANNOT_BE_DEMOTED, () -> host.deleteSecret(cast.id(), owner, only));
    host.rotate(cast.id(), owner, GracePeriod.none());
    assertEquals(1, cast.picture().lastingOwners());
    assertTrue(cast.picture().facts().orElseThrow().organization().counters().lastingOwners() == 1);
  }

  private IssuedApiKey rotate(GracePeriod overlap) {
    return cast.world().asHost().rotate(cast.id(), cast.targetId(), overlap);
  }

  private Optional<SecretId> used(PrivateKey privateKey) {
    return authenticate(privateKey) instanceof Authenticated authenticated
        ? Optional.of(authenticated.secretId())
        : Optional.empty();
  }

  private void assertRejected(Rejected.Reason reason, PrivateKey privateKey) {
    assertEquals(reason, assertInstanceOf(Rejected.class, authenticate(privateKey)).reason());
  }

  private AuthenticationResult authenticate(PrivateKey privateKey) {
    return cast.world()
        .claviger()
        .authenticator()
        .authenticate(new Credential.Pair(cast.target().apiKey().publicKey(), privateKey));
  }
}
