package io.claviger.store.tck.management;

import static io.claviger.store.tck.management.Verdict.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.ApiKeyId;
import io.claviger.ApiKeyPatch;
import io.claviger.ApiKeys;
import io.claviger.ErrorCode;
import io.claviger.NewApiKey;
import io.claviger.Role;
import io.claviger.access.Authentication;
import io.claviger.access.PresentedCredential;
import io.claviger.access.Rejected;
import io.claviger.store.tck.StoreUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Keys that are switched off, that expire, and that are gone. */
public abstract class KeyValidityGroup extends ManagementGroup {
  /** On that store. */
  protected KeyValidityGroup(Supplier<StoreUnderTest> opened) {
    super(opened);
  }

  /** Row 26, and the caller is judged by what is stored now. */
  @Test
  void aKeyThatExpiredOrWasDisabledCanNoLongerCall() {
    Cast cast = world().newCast();
    ApiKeys target = cast.as(Cast.Who.TARGET_ITSELF);
    ApiKeyId id = cast.targetId();
    ApiKeys host = cast.world().asHost();

    host.update(cast.id(), id, ApiKeyPatch.nothing().disable());
    assertRefused(ErrorCode.NO_CURRENT_USER, () -> target.get(cast.id(), id));
    assertRejected(cast, Rejected.Reason.DISABLED);

    host.update(cast.id(), id, ApiKeyPatch.nothing().enable());
    cast.world().advance(Duration.between(World.START, Cast.EXPIRY).minusNanos(1000));
    assertEquals(id, target.get(cast.id(), id).id());

    cast.world().advance(Duration.ofNanos(1000));
    assertRefused(ErrorCode.NO_CURRENT_USER, () -> target.get(cast.id(), id));
    assertRejected(cast, Rejected.Reason.EXPIRED);

    host.update(cast.id(), id, ApiKeyPatch.nothing().neverExpire());
    assertEquals(id, target.get(cast.id(), id).id());
    host.delete(cast.id(), id);
    assertRefused(ErrorCode.NO_CURRENT_USER, () -> target.get(cast.id(), id));
    assertRejected(cast, Rejected.Reason.UNKNOWN_KEY);
  }

  @Test
  void anExpiryLiesAhead() {
    Cast cast = world().newCast();
    Picture before = cast.picture();
    ApiKeys owner = cast.as(Cast.Who.OWNER_KEY);

    for (Instant past : List.of(World.START, World.START.minusSeconds(1))) {
      assertRefused(
          ErrorCode.INVALID_ATTRIBUTE,
          () -> owner.create(cast.id(), NewApiKey.of("x", Role.ORG_MEMBER).withExpiry(past)));
      assertRefused(
          ErrorCode.INVALID_ATTRIBUTE,
          () -> owner.update(cast.id(), cast.targetId(), ApiKeyPatch.nothing().expireAt(past)));
    }
    assertEquals(before, cast.picture());
  }

  private static void assertRejected(Cast cast, Rejected.Reason reason) {
    Authentication answer =
        cast.world()
            .claviger()
            .authenticator()
            .authenticate(
                new PresentedCredential.Pair(
                    cast.target().apiKey().publicKey(), cast.target().privateKey()));
    assertEquals(reason, assertInstanceOf(Rejected.class, answer).reason());
  }
}
