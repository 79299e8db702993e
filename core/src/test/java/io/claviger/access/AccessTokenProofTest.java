package io.claviger.access;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.disabled;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.ip;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.secretId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.internal.credential.Hashed;
import io.claviger.model.AccessToken;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.EndedToken;
import io.claviger.model.ErrorCode;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.PrivateKey;
import io.claviger.model.Role;
import io.claviger.model.RuleViolationException;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ChangeStore;
import io.claviger.spi.EndedTokens;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.Proof;
import io.claviger.spi.StoreExtensions;
import io.claviger.spi.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What ends an access token: its expiry, its end, that of its key; and what it is worth then. */
class AccessTokenProofTest {
  private static final PrivateKey SECRET = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final Instant END = NOW.plus(Duration.ofHours(1));
  private static final AccessTokenId ID = new AccessTokenId("a".repeat(24));
  private static final AccessToken TOKEN = new AccessToken(keyId(1), ID, END);

  private final Set<EndedToken> ended = new HashSet<>();
  private boolean down;
  private Instant now = NOW;

  /** Makes each commit without the lock lose. */
  private @Nullable Runnable onCommit;

  /** A proof of the first secret. */
  private record Sealed(AccessToken its) implements Proof {
    @Override
    public boolean isMadeWith(SecretId secret, List<Verifier> verifiers) {
      return secret.equals(secretId(1));
    }

    @Override
    public boolean isFresh(Instant at) {
      return true;
    }

    @Override
    public Optional<AccessToken> token() {
      return Optional.of(its);
    }
  }

  /** Cached as in a node that does not know yet, unless it is asked for one key. */
  private final class Ended implements EndedTokens {
    private Set<AccessTokenId> seen = Set.of();

    @Override
    public boolean end(EndedToken token, Bounds bounds) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Live live(OrganizationId organization, Instant at) {
      assertEquals(ORG, organization);
      assertEquals(now, at);
      if (down) {
        throw new StoreException(StoreException.Kind.UNREACHABLE, "down", null);
      }
      return new Live(seen.size(), seen);
    }

    @Override
    public List<EndedToken> ofKey(OrganizationId organization, ApiKeyId key) {
      assertEquals(keyId(1), key);
      return List.copyOf(ended);
    }

    @Override
    public int sweep(Instant before, int most) {
      throw new UnsupportedOperationException();
    }

    void refresh() {
      seen = ended.stream().map(EndedToken::id).collect(Collectors.toSet());
    }
  }

  private final Ended tokens = new Ended();

  @Test
  void isAcceptedUntilItExpires() {
    Authenticated key = accepted(owner(1));
    assertEquals(Optional.of(TOKEN), key.accessToken());
    assertEquals(Optional.of(END), key.expiresAt());
    assertEquals(owner(1).roles(), key.roles());
    now = END.minusNanos(1000);
    assertEquals(Optional.of(TOKEN), accepted(owner(1)).accessToken());
    now = END;
    assertRejected(Rejected.Reason.TOKEN_EXPIRED, owner(1), TOKEN);
  }

  @Test
  void expiresNoLaterThanItsKey() {
    Instant earlier = END.minusSeconds(1);
    assertEquals(Optional.of(earlier), accepted(expiring(owner(1), earlier)).expiresAt());
  }

  @Test
  void isRefusedOnceItWasEnded() {
    end(new AccessTokenId("b".repeat(24)));
    tokens.refresh();
    accepted(owner(1));
    end(ID);
    tokens.refresh();
    assertRejected(Rejected.Reason.TOKEN_ENDED, owner(1), TOKEN);
  }

  @Test
  void thatOfAKeyWhosePublicKeyWasGivenAgainIsUnknown() {
    AccessToken former = new AccessToken(keyId(2), ID, END);
    assertRejected(Rejected.Reason.WRONG_SECRET, owner(1), former);
  }

  @Test
  void theStateOfItsKeyCountsFirst() {
    end(ID);
    tokens.refresh();
    now = END;
    assertRejected(Rejected.Reason.DISABLED, disabled(owner(1)), TOKEN);
    assertRejected(Rejected.Reason.EXPIRED, expiring(owner(1), NOW), TOKEN);
    assertRejected(Rejected.Reason.UNKNOWN_KEY, owner(2), TOKEN);
  }

  @Test
  void isACredentialOfEachCheckAndCountsOnce() {
    Claviger claviger = claviger(owner(1));
    Credential credential = Credential.proof(owner(1).publicKey(), new Sealed(TOKEN));
    assertInstanceOf(Authenticated.class, claviger.authenticator().authenticate(credential));
    now = END;
    assertEquals(
        Rejected.of(Rejected.Reason.TOKEN_EXPIRED),
        claviger.authenticator().authenticate(credential));
    assertEquals(
        1, claviger.metrics().access().unauthenticated().get(Rejected.Reason.TOKEN_EXPIRED));
  }

  @Test
  void isRefusedIfTheStoreDoesNotSayWhetherItWasEnded() {
    down = true;
    Claviger claviger = claviger(owner(1));
    assertThrows(
        StoreException.class,
        () ->
            claviger
                .authenticator()
                .authenticate(Credential.proof(owner(1).publicKey(), new Sealed(TOKEN))));
    assertEquals(1, claviger.metrics().access().unavailable().get(StoreException.Kind.UNREACHABLE));
  }

  /** A cache may not know yet that it was ended, but management reads no cache. */
  @Test
  void managementJudgesItsExpiryAndItsEndAgain() {
    Claviger claviger = claviger(owner(1));
    Caller.Key caller = accepted(owner(1)).caller(ip("198.51.100.7"));
    assertFalse(caller.isNarrowed());
    ApiKeys keys = claviger.actingAs(caller);
    assertEquals(keyId(1), keys.get(ORG, keyId(1)).id());
    end(ID);
    assertNotValid(keys);
    ended.clear();
    now = END;
    assertNotValid(keys);
  }

  /** A change may wait for its turn, and lose tries to others. */
  @Test
  void managementJudgesItsEndBeforeEachTry() {
    Claviger claviger = claviger(owner(1));
    ApiKeys keys = claviger.actingAs(accepted(owner(1)).caller(ip("198.51.100.7")));
    onCommit = () -> end(ID);
    RuleViolationException refused =
        assertThrows(
            RuleViolationException.class,
            () -> keys.create(ORG, NewApiKey.of("another", Role.ORG_OWNER)));
    assertEquals(ErrorCode.CALLING_KEY_NOT_VALID, refused.code());
  }

  private static void assertNotValid(ApiKeys keys) {
    for (ErrorCode code :
        List.of(
            assertThrows(RuleViolationException.class, () -> keys.get(ORG, keyId(1))).code(),
            assertThrows(
                    RuleViolationException.class,
                    () -> keys.create(ORG, NewApiKey.of("another", Role.ORG_OWNER)))
                .code())) {
      assertEquals(ErrorCode.CALLING_KEY_NOT_VALID, code);
    }
  }

  private void end(AccessTokenId id) {
    ended.add(new EndedToken(ORG, keyId(1), id, NOW, END));
  }

  private Authenticated accepted(ApiKey key) {
    return assertInstanceOf(
        Authenticated.class,
        claviger(key)
            .authenticator()
            .authenticate(Credential.proof(key.publicKey(), new Sealed(TOKEN))));
  }

  private void assertRejected(Rejected.Reason reason, ApiKey key, AccessToken token) {
    assertEquals(
        Rejected.of(reason),
        claviger(key)
            .authenticator()
            .authenticate(Credential.proof(owner(1).publicKey(), new Sealed(token))));
  }

  private Claviger claviger(ApiKey key) {
    ApiKeyStore store =
        new ForwardingApiKeyStore(Hashed.store(Hashed.key(Hashed.salted(), key, SECRET))) {
          @Override
          public StoreExtensions extensions() {
            return super.extensions().withEndedTokens(tokens);
          }

          @Override
          protected boolean commit(ChangeStore to, OrganizationChange change) {
            if (onCommit == null) {
              return super.commit(to, change);
            }
            onCommit.run();
            return false;
          }
        };
    return Claviger.builder(store).clock(() -> now).build();
  }
}
