package io.claviger.store.tck.management;

import static io.claviger.store.tck.management.Verdict.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.ApiKeys;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
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
    assertRefused(ErrorCode.CALLING_KEY_NOT_VALID, () -> target.get(cast.id(), id));
    assertRejected(cast, Rejected.Reason.DISABLED);

    host.update(cast.id(), id, ApiKeyPatch.nothing().enable());
    cast.world().advance(Duration.between(World.START, Cast.EXPIRY).minusNanos(1000));
    assertEquals(id, target.get(cast.id(), id).id());

    cast.world().advance(Duration.ofNanos(1000));
    assertRefused(ErrorCode.CALLING_KEY_NOT_VALID, () -> target.get(cast.id(), id));
    assertRejected(cast, Rejected.Reason.EXPIRED);

    host.update(cast.id(), id, ApiKeyPatch.nothing().neverExpire());
    assertEquals(id, target.get(cast.id(), id).id());
    host.revoke(cast.id(), id);
    assertRefused(ErrorCode.CALLING_KEY_NOT_VALID, () -> target.get(cast.id(), id));
    assertRejected(cast, Rejected.Reason.UNKNOWN_KEY);
  }

  @Test
  void anExpiryLiesAhead() {
    Cast cast = world().newCast();
    Picture before = cast.picture();
    ApiKeys owner = cast.as(Cast.Who.OWNER_KEY);

    for (Instant past : List.of(World.START, World.START.minusSeconds(1))) {
      assertRefused(
          ErrorCode.INVALID_VALUE,
          () -> owner.create(cast.id(), NewApiKey.of("x", Role.ORG_MEMBER).withExpiry(past)));
      assertRefused(
          ErrorCode.INVALID_VALUE,
          () -> owner.update(cast.id(), cast.targetId(), ApiKeyPatch.nothing().expireAt(past)));
    }
    assertEquals(before, cast.picture());
  }

  private static void assertRejected(Cast cast, Rejected.Reason reason) {
    AuthenticationResult answer =
        cast.world()
            .claviger()
            .authenticator()
            .authenticate(
                new Credential.Pair(
                    cast.target().apiKey().publicKey(), cast.target().privateKey()));
    assertEquals(reason, assertInstanceOf(Rejected.class, answer).reason());
  }
}
