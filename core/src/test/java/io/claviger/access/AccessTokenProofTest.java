package io.claviger.access;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.disabled;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.ip;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.owner;
import static io.claviger.model.Samples.secretId;
import static io.claviger.model.Samples.withSecretUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.internal.FakeBackground;
import io.claviger.internal.credential.Hashed;
import io.claviger.model.AccessToken;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ErrorCode;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.RevokedToken;
import io.claviger.model.Role;
import io.claviger.model.RoleGrants;
import io.claviger.model.RuleViolationException;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.StoreException;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.StoredApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What ends an access token: its expiry, its revocation, the end of its key; and what it is worth
 * then.
 */
class AccessTokenProofTest {
  private static final PrivateKey SECRET = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final Instant END = NOW.plus(Duration.ofHours(1));
  private static final AccessTokenId ID = new AccessTokenId("a".repeat(24));
  private static final AccessToken TOKEN = new AccessToken(keyId(1), ID, END);

  private final Set<RevokedToken> revoked = new HashSet<>();
  private boolean down;
  private Instant now = NOW;

  /** What was done since the map was cleared, and how often. */
  private final Map<String, Integer> work = new TreeMap<>();

  /** Makes each commit without the lock lose. */
  private @Nullable Runnable onCommit;

  /** A proof of the first secret. */
  private final class Sealed implements Proof {
    private final AccessToken its;

    Sealed(AccessToken its) {
      this.its = its;
    }

    @Override
    public boolean isMadeWith(SecretId secret, List<Verifier> verifiers) {
      count("comparison");
      return secret.equals(secretId(1));
    }

    @Override
    public boolean isFresh(Instant at) {
      count("freshness");
      return true;
    }

    @Override
    public Optional<AccessToken> token() {
      return Optional.of(its);
    }
  }

  /** Cached as in a node that does not know yet, unless it is asked for one key. */
  private final class Revoked implements RevokedTokens {
    private Set<AccessTokenId> seen = Set.of();

    @Override
    public boolean revoke(RevokedToken token, Bounds bounds) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Live live(OrganizationId organization, Instant at) {
      assertEquals(ORG, organization);
      assertEquals(now, at);
      count("revoked tokens");
      if (down) {
        throw new StoreException(StoreException.Kind.UNREACHABLE, "down", null);
      }
      return new Live(seen.size(), seen);
    }

    @Override
    public List<RevokedToken> ofKey(OrganizationId organization, ApiKeyId key) {
      assertEquals(keyId(1), key);
      return List.copyOf(revoked);
    }

    @Override
    public int sweep(Instant before, int max) {
      throw new UnsupportedOperationException();
    }

    void refresh() {
      seen = revoked.stream().map(RevokedToken::id).collect(Collectors.toSet());
    }
  }

  private final Revoked tokens = new Revoked();

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
    revoke(new AccessTokenId("b".repeat(24)));
    tokens.refresh();
    accepted(owner(1));
    revoke(ID);
    tokens.refresh();
    assertRejected(Rejected.Reason.TOKEN_REVOKED, owner(1), TOKEN);
  }

  @Test
  void thatOfAKeyWhosePublicKeyWasGivenAgainIsUnknown() {
    AccessToken former = new AccessToken(keyId(2), ID, END);
    assertRejected(Rejected.Reason.WRONG_SECRET, owner(1), former);
  }

  @Test
  void theStateOfItsKeyCountsFirst() {
    revoke(ID);
    tokens.refresh();
    now = END;
    assertRejected(Rejected.Reason.DISABLED, disabled(owner(1)), TOKEN);
    assertRejected(Rejected.Reason.EXPIRED, expiring(owner(1), NOW), TOKEN);
    assertRejected(Rejected.Reason.UNKNOWN_KEY, owner(2), TOKEN);
  }

  /** The time of an answer must not tell which check failed. */
  @Test
  void everyRejectionByACheckTakesTheSameWork() {
    StoredApiKey good = stored(owner(1));
    Map<String, Integer> same = Map.of("lookup", 1, "comparison", 1, "clock", 1);
    assertEquals(same, rejection(Rejected.Reason.UNKNOWN_KEY, stored(owner(2)), TOKEN));
    assertEquals(same, rejection(Rejected.Reason.WRONG_SECRET, good.with(List.of()), TOKEN));
    assertEquals(same, rejection(Rejected.Reason.WRONG_SECRET, stored(renewed()), TOKEN));
    AccessToken former = new AccessToken(keyId(2), ID, END);
    assertEquals(same, rejection(Rejected.Reason.WRONG_SECRET, good, former));
    assertEquals(same, rejection(Rejected.Reason.DISABLED, stored(disabled(owner(1))), TOKEN));
    assertEquals(same, rejection(Rejected.Reason.EXPIRED, stored(expiring(owner(1), NOW)), TOKEN));
    StoredApiKey past = stored(withSecretUntil(owner(1), NOW));
    assertEquals(same, rejection(Rejected.Reason.SECRET_EXPIRED, past, TOKEN));
    AccessToken over = new AccessToken(keyId(1), ID, NOW);
    assertEquals(same, rejection(Rejected.Reason.TOKEN_EXPIRED, good, over));
    revoke(ID);
    tokens.refresh();
    Map<String, Integer> read = new TreeMap<>(same);
    read.put("revoked tokens", 1);
    assertEquals(read, rejection(Rejected.Reason.TOKEN_REVOKED, good, TOKEN), "as if admitted");
  }

  private static ApiKey renewed() {
    SecretInfo other =
        SecretInfo.of(
            secretId(2), owner(1).secrets().get(0).hint(), NOW, Optional.empty(), Optional.empty());
    return ApiKey.of(owner(1).identity(), owner(1).settings(), List.of(other));
  }

  /** Returns the work of a check that refuses this token. */
  private Map<String, Integer> rejection(
      Rejected.Reason reason, StoredApiKey key, AccessToken token) {
    AccessCheck check = claviger(key).accessCheck(RoleGrants.none());
    Credential credential = Credential.proof(owner(1).publicKey(), new Sealed(token));
    work.clear();
    assertEquals(
        new AccessResult.Unauthenticated(Rejected.of(reason)),
        check.checkAddress(credential, ip("198.51.100.7")));
    return Map.copyOf(work);
  }

  private void count(String what) {
    work.merge(what, 1, Integer::sum);
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

  /** A cache may not know yet that it was revoked, but management reads no cache. */
  @Test
  void managementJudgesItsExpiryAndItsEndAgain() {
    Claviger claviger = claviger(owner(1));
    Caller.Key caller = accepted(owner(1)).caller(ip("198.51.100.7"));
    assertFalse(caller.isDownscoped());
    ApiKeys keys = claviger.actingAs(caller);
    assertEquals(keyId(1), keys.get(ORG, keyId(1)).id());
    revoke(ID);
    assertNotValid(keys);
    revoked.clear();
    now = END;
    assertNotValid(keys);
  }

  /** A change may wait for its turn, and lose tries to others. */
  @Test
  void managementJudgesItsEndBeforeEachTry() {
    Claviger claviger = claviger(owner(1));
    ApiKeys keys = claviger.actingAs(accepted(owner(1)).caller(ip("198.51.100.7")));
    onCommit = () -> revoke(ID);
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

  private void revoke(AccessTokenId id) {
    revoked.add(new RevokedToken(ORG, keyId(1), id, NOW, END));
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

  private static StoredApiKey stored(ApiKey key) {
    return Hashed.key(Hashed.salted(), key, SECRET);
  }

  private Claviger claviger(ApiKey key) {
    return claviger(stored(key));
  }

  private Claviger claviger(StoredApiKey key) {
    ApiKeyStore store =
        new ForwardingApiKeyStore(Hashed.store(key)) {
          @Override
          public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
            count("lookup");
            return super.findByPublicKey(publicKey);
          }

          @Override
          public StoreExtensions extensions() {
            return super.extensions().withRevokedTokens(tokens);
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
    return Claviger.builder(store)
        .clock(
            () -> {
              count("clock");
              return now;
            })
        .background(new FakeBackground())
        .build();
  }
}
