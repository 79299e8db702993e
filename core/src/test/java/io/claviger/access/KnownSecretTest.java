package io.claviger.access;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.secretId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.model.ApiKey;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.Samples;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.StoredApiKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A secret that was verified is known again, where the lookup stays the same as in a cache. */
class KnownSecretTest {
  private static final PrivateKey FIRST = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final PrivateKey SECOND = PrivateKey.of("7b04d2f8-52ab-4c08-9e61-3f9c1d7ea5c3");
  private static final PrivateKey WRONG = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c4");
  private static final byte[] PEPPER =
      "0123456789abcdef".repeat(2).getBytes(StandardCharsets.UTF_8);
  private static final Instant END = NOW.plusSeconds(60);

  /** Counts how often a verifier is computed. */
  private static final class CountingHasher extends SecretHasher {
    private int hashes;

    CountingHasher(Map<Integer, byte[]> peppers) {
      super(new Entropy(new SplittableRandom(1)), peppers.size(), peppers);
    }

    @Override
    protected byte @Nullable [] hash(Verifier verifier, byte[] id, byte[] presented) {
      hashes++;
      return super.hash(verifier, id, presented);
    }

    int hashesOf(Runnable work) {
      hashes = 0;
      work.run();
      return hashes;
    }
  }

  private final CountingHasher hasher = new CountingHasher(Map.of(1, PEPPER));
  private final ApiKey two = Samples.expiring(twoSecrets(), END);
  private Instant now = NOW;
  private ApiKeyStore store = cached(Hashed.key(hasher, two, FIRST, SECOND));
  private final Authenticator authenticator = over(hasher);

  @Test
  void itIsVerifiedOnce() {
    for (PrivateKey secret : List.of(FIRST, SECOND)) {
      SecretId id = secret.equals(FIRST) ? secretId(1) : secretId(2);
      assertEquals(2, hasher.hashesOf(() -> assertAccepted(id, authenticator, secret)));
      assertEquals(0, hasher.hashesOf(() -> assertAccepted(id, authenticator, secret)));
    }
    assertEquals(0, hasher.hashesOf(() -> assertAccepted(secretId(1), authenticator, FIRST)));
  }

  @Test
  void aWrongOneIsVerifiedEachTime() {
    assertAccepted(secretId(1), authenticator, FIRST);
    for (int i = 0; i < 3; i++) {
      assertEquals(2, hasher.hashesOf(() -> assertRejected(Rejected.Reason.WRONG_SECRET, WRONG)));
    }
  }

  /** Or its work would tell what was accepted before. */
  @Test
  void aRejectionTakesTheWorkOfOneThatIsNotKnown() {
    assertAccepted(secretId(1), authenticator, FIRST);
    now = END;
    assertEquals(2, hasher.hashesOf(() -> assertRejected(Rejected.Reason.EXPIRED, FIRST)));
    assertEquals(2, hasher.hashesOf(() -> assertRejected(Rejected.Reason.EXPIRED, FIRST)));
    now = NOW;
    assertEquals(0, hasher.hashesOf(() -> assertAccepted(secretId(1), authenticator, FIRST)));
  }

  @Test
  void aSecretThatIsKnownHasItsOwnEnd() {
    ApiKey key = twoSecrets();
    SecretInfo first = key.secrets().get(0);
    SecretInfo ending =
        SecretInfo.of(first.id(), first.hint(), NOW, Optional.of(END), Optional.empty());
    store =
        cached(
            Hashed.key(
                hasher,
                ApiKey.of(key.identity(), key.settings(), List.of(ending, key.secrets().get(1))),
                FIRST,
                SECOND));
    assertAccepted(secretId(1), authenticator, FIRST);
    assertAccepted(secretId(2), authenticator, SECOND);
    now = END;
    assertEquals(2, hasher.hashesOf(() -> assertRejected(Rejected.Reason.SECRET_EXPIRED, FIRST)));
    assertEquals(0, hasher.hashesOf(() -> assertAccepted(secretId(2), authenticator, SECOND)));
  }

  @Test
  void aSecretThatWasRefusedIsNotKnown() {
    now = END;
    assertRejected(Rejected.Reason.EXPIRED, FIRST);
    now = NOW;
    assertEquals(2, hasher.hashesOf(() -> assertAccepted(secretId(1), authenticator, FIRST)));
  }

  @Test
  void whatIsFoundAnewIsVerifiedAnew() {
    assertAccepted(secretId(1), authenticator, FIRST);
    store = cached(Hashed.key(hasher, two, FIRST, SECOND));
    assertEquals(2, hasher.hashesOf(() -> assertAccepted(secretId(1), authenticator, FIRST)));
    store = cached(Hashed.key(hasher, two, SECOND, WRONG));
    assertRejected(Rejected.Reason.WRONG_SECRET, FIRST);
  }

  /** It may have lost the pepper, under which the secret was good. */
  @Test
  void whatOneRemembersIsNothingToAnother() {
    Authenticator withoutPepper = over(new CountingHasher(Map.of()));
    for (int i = 0; i < 2; i++) {
      assertAccepted(secretId(1), authenticator, FIRST);
      assertEquals(Rejected.of(Rejected.Reason.WRONG_SECRET), present(withoutPepper, FIRST));
    }
    Authenticator withPepper = over(hasher);
    assertAccepted(secretId(1), withPepper, FIRST);
    assertEquals(2, hasher.hashesOf(() -> assertAccepted(secretId(1), authenticator, FIRST)));
  }

  /** Whatever was presented before, to this one or another. */
  @Property(tries = 200)
  void everyAnswerIsThatOfOneThatRemembersNothing(
      @ForAll List<@IntRange(max = 17) Integer> presentations) {
    List<Authenticator> all = List.of(over(hasher), over(hasher), over(Hashed.salted()));
    StoredApiKey key = Hashed.key(hasher, two, FIRST, SECOND);
    ApiKeyStore kept = cached(key);
    for (int presentation : presentations) {
      Authenticator one = all.get(presentation % 3);
      PrivateKey secret = List.of(FIRST, SECOND, WRONG).get(presentation / 3 % 3);
      now = presentation < 9 ? NOW : END;
      store = kept;
      AuthenticationResult remembering = present(one, secret);
      store = cached(key);
      assertEquals(present(one, secret), remembering);
    }
  }

  /** Two that remember in the same place, one after the other and at once. */
  @Test
  void aSecretIsGoodOrWrongForAllWhoAskAtOnce() throws Exception {
    SecretHasher plain = Hashed.peppered(1, Map.of(1, PEPPER));
    List<Authenticator> all = List.of(over(plain), over(plain));
    List<PrivateKey> secrets = List.of(FIRST, SECOND, WRONG);
    CyclicBarrier start = new CyclicBarrier(4);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> asking = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        Authenticator own = all.get(thread % 2);
        Callable<@Nullable Void> ask =
            () -> {
              start.await(10, TimeUnit.SECONDS);
              for (int i = 0; i < 5_000; i++) {
                PrivateKey secret = secrets.get(i % 3);
                assertEquals(!secret.equals(WRONG), present(own, secret) instanceof Authenticated);
              }
              return null;
            };
        asking.add(threads.submit(ask));
      }
      for (Future<?> each : asking) {
        each.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Authenticator over(SecretHasher itsHasher) {
    ApiKeyStore current =
        new ForwardingApiKeyStore(ScriptedStore.empty()) {
          @Override
          public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
            return store.findByPublicKey(publicKey);
          }
        };
    return Hashed.authenticator(current, itsHasher, () -> now);
  }

  /** Always the same lookup, as from a cache. */
  private static ApiKeyStore cached(StoredApiKey key) {
    KeyLookup found = found(key);
    return new ForwardingApiKeyStore(ScriptedStore.empty()) {
      @Override
      public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
        return Optional.of(found);
      }
    };
  }

  private static KeyLookup found(StoredApiKey key) {
    return KeyLookup.of(Samples.organization(key.key()), key);
  }

  private static ApiKey twoSecrets() {
    ApiKey one = Samples.member(1);
    SecretInfo second =
        SecretInfo.of(secretId(2), SecretHint.hidden(), NOW, Optional.empty(), Optional.empty());
    return ApiKey.of(one.identity(), one.settings(), List.of(one.secrets().get(0), second));
  }

  private AuthenticationResult present(Authenticator to, PrivateKey secret) {
    return to.authenticate(Credential.pair(two.publicKey().value(), secret.reveal()));
  }

  private void assertAccepted(SecretId id, Authenticator by, PrivateKey secret) {
    assertEquals(id, assertInstanceOf(Authenticated.class, present(by, secret)).secretId());
  }

  private void assertRejected(Rejected.Reason reason, PrivateKey secret) {
    assertEquals(Rejected.of(reason), present(authenticator, secret));
  }
}
