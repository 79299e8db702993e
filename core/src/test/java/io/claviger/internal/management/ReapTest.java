package io.claviger.internal.management;

import static io.claviger.Samples.NOW;
import static io.claviger.Samples.expiring;
import static io.claviger.Samples.keyId;
import static io.claviger.Samples.member;
import static io.claviger.Samples.owner;
import static io.claviger.Samples.secretId;
import static io.claviger.Samples.withSecretUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKey;
import io.claviger.ApiKeyPatch;
import io.claviger.ErrorCode;
import io.claviger.Limits;
import io.claviger.NewApiKey;
import io.claviger.OrganizationPatch;
import io.claviger.ReapReport;
import io.claviger.Refusal;
import io.claviger.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has expired is swept out, and how long keys may last. */
final class ReapTest {
  private static final Instant EARLIER = NOW.minusSeconds(60);
  private static final Duration DAY = Duration.ofDays(1);

  private final Rules rules = Scene.rules();
  private final ApiKey expired = expiring(member(2), EARLIER);
  private final ApiKey withOldSecret = withSecretUntil(member(3), EARLIER);
  private final ApiKey justExpired = expiring(member(4), NOW);
  private final ApiKey lasting = expiring(member(5), NOW.plusNanos(1000));
  private final Scene scene = Scene.with(owner(1), expired, withOldSecret, justExpired, lasting);

  @Test
  void whatHadExpiredByThenIsDeleted() {
    Proposal<ReapReport> proposal = reap(EARLIER);
    assertEquals(new ReapReport(List.of(expired), List.of(secretId(3))), proposal.result());
    Scene after = scene.after(proposal.change().orElseThrow());
    assertEquals(Set.of(keyId(1), keyId(3), keyId(4), keyId(5)), after.facts().keys().keySet());
    assertEquals(List.of(), after.key(keyId(3)).secrets());
    assertEquals(4, after.organization().counters().apiKeys());
    assertEquals(2, proposal.change().orElseThrow().events().size());
  }

  @Test
  void whatHasNotExpiredStaysWhateverInstantIsNamed() {
    Scene after = scene.after(reap(NOW.plus(DAY)).change().orElseThrow());
    assertEquals(Set.of(keyId(1), keyId(3), keyId(5)), after.facts().keys().keySet());
  }

  @Test
  void nothingToReapIsNoChange() {
    assertTrue(reap(EARLIER.minusNanos(1000)).change().isEmpty());
  }

  @Test
  void ownersAloneReap() {
    Refusal.expect(
        ErrorCode.USER_UNAUTHORIZED,
        () -> rules.reaping().reap(scene.seenBy(Scene.calling(lasting)), NOW));
  }

  @Test
  void noKeyIsMadeOrChangedToLastLongerThanTheOrganizationAllows() {
    Scene limited = limited();
    NewApiKey request = NewApiKey.of("new", Role.ORG_MEMBER);
    Refusal.expect(
        ErrorCode.MAX_API_KEY_LIFETIME_EXCEEDED,
        List.of("PT24H"),
        () -> rules.keyCreation().create(limited.seenBy(Scene.OWNER), request));
    Refusal.expect(
        ErrorCode.MAX_API_KEY_LIFETIME_EXCEEDED,
        () ->
            rules
                .keyCreation()
                .create(
                    limited.seenBy(Scene.OWNER),
                    request.withExpiry(NOW.plus(DAY).plusNanos(1000))));
    rules.keyCreation().create(limited.seenBy(Scene.OWNER), request.withExpiry(NOW.plus(DAY)));
    Refusal.expect(
        ErrorCode.MAX_API_KEY_LIFETIME_EXCEEDED,
        () -> update(limited, ApiKeyPatch.nothing().neverExpire()));
    Refusal.expect(
        ErrorCode.MAX_API_KEY_LIFETIME_EXCEEDED,
        () -> update(limited, ApiKeyPatch.nothing().expireAt(NOW.plus(DAY).plusSeconds(1))));
    update(limited, ApiKeyPatch.nothing().expireAt(NOW.plus(DAY)));
    update(limited, ApiKeyPatch.nothing().describe("as it was before"));
  }

  private Scene limited() {
    OrganizationPatch patch =
        OrganizationPatch.nothing().limitLifetime(DAY).limit(new Limits(9, 9));
    return scene.after(
        rules.organizations().update(scene.seenBy(Scene.HOST), patch).change().orElseThrow());
  }

  private void update(Scene where, ApiKeyPatch patch) {
    rules.keys().update(where.seenBy(Scene.OWNER), keyId(5), patch);
  }

  private Proposal<ReapReport> reap(Instant expiredBy) {
    return rules.reaping().reap(scene.seenBy(Scene.OWNER), expiredBy);
  }
}
