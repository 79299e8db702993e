package io.claviger.internal.management;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.secretId;
import static io.claviger.model.Samples.withSecretUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.DeletedExpired;
import io.claviger.model.ErrorCode;
import io.claviger.model.Limits;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationPatch;
import io.claviger.model.Refusal;
import io.claviger.model.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has expired is swept out, and how long keys may last. */
final class DeleteExpiredTest {
  private static final Instant EARLIER = NOW.minusSeconds(60);
  private static final Duration DAY = Duration.ofDays(1);

  private final Rules rules = Fixture.rules();
  private final ApiKey expired = expiring(member(2), EARLIER);
  private final ApiKey withOldSecret = withSecretUntil(member(3), EARLIER);
  private final ApiKey justExpired = expiring(member(4), NOW);
  private final ApiKey lasting = expiring(member(5), NOW.plusNanos(1000));
  private final Fixture fixture =
      Fixture.with(owner(1), expired, withOldSecret, justExpired, lasting);

  @Test
  void whatHadExpiredByThenIsDeleted() {
    Proposal<DeletedExpired> proposal = deleteExpired(EARLIER);
    assertEquals(DeletedExpired.of(List.of(expired), List.of(secretId(3)), 0), proposal.result());
    Fixture after = fixture.after(proposal.change().orElseThrow());
    assertEquals(Set.of(keyId(1), keyId(3), keyId(4), keyId(5)), after.facts().keys().keySet());
    assertEquals(List.of(), after.key(keyId(3)).secrets());
    assertEquals(4, after.organization().counters().apiKeys());
    assertEquals(2, proposal.change().orElseThrow().events().size());
  }

  @Test
  void whatHasNotExpiredStaysWhateverInstantIsNamed() {
    Fixture after = fixture.after(deleteExpired(NOW.plus(DAY)).change().orElseThrow());
    assertEquals(Set.of(keyId(1), keyId(3), keyId(5)), after.facts().keys().keySet());
  }

  @Test
  void nothingExpiredIsNoChange() {
    assertTrue(deleteExpired(EARLIER.minusNanos(1000)).change().isEmpty());
  }

  @Test
  void noKeyIsMadeOrChangedToLastLongerThanTheOrganizationAllows() {
    Fixture limited = limited();
    NewApiKey request = NewApiKey.of("new", Role.ORG_MEMBER);
    Refusal.expect(
        ErrorCode.LIFETIME_TOO_LONG,
        List.of("PT24H"),
        () -> rules.keyCreation().create(limited.seenBy(Fixture.OWNER), request));
    Refusal.expect(
        ErrorCode.LIFETIME_TOO_LONG,
        () ->
            rules
                .keyCreation()
                .create(
                    limited.seenBy(Fixture.OWNER),
                    request.withExpiry(NOW.plus(DAY).plusNanos(1000))));
    rules.keyCreation().create(limited.seenBy(Fixture.OWNER), request.withExpiry(NOW.plus(DAY)));
    Refusal.expect(
        ErrorCode.LIFETIME_TOO_LONG, () -> update(limited, ApiKeyPatch.nothing().neverExpire()));
    Refusal.expect(
        ErrorCode.LIFETIME_TOO_LONG,
        () -> update(limited, ApiKeyPatch.nothing().expireAt(NOW.plus(DAY).plusSeconds(1))));
    update(limited, ApiKeyPatch.nothing().expireAt(NOW.plus(DAY)));
    update(limited, ApiKeyPatch.nothing().describe("as it was before"));
  }

  private Fixture limited() {
    OrganizationPatch patch =
        OrganizationPatch.nothing()
            .limitLifetime(DAY)
            .limit(Limits.standard().withApiKeys(9).withWhitelistEntries(9));
    return fixture.after(
        rules
            .organizations()
            .update(fixture.seenBy(Fixture.APPLICATION), patch)
            .change()
            .orElseThrow());
  }

  private void update(Fixture where, ApiKeyPatch patch) {
    rules.keys().update(where.seenBy(Fixture.OWNER), keyId(5), patch);
  }

  private Proposal<DeletedExpired> deleteExpired(Instant expiredBy) {
    return rules.expiredKeys().deleteExpired(fixture.seenBy(Fixture.OWNER), expiredBy);
  }
}
