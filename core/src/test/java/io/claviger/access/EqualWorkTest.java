package io.claviger.access;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.disabled;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.secretId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.internal.credential.CredentialFormats;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.credential.Verifiers;
import io.claviger.model.ApiKey;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.Samples;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierScheme;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Counts the work of each rejection, which must not tell which check failed. */
class EqualWorkTest {
  private static final PrivateKey NEW = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final PrivateKey OLD = PrivateKey.of("legacy-17");
  private static final PrivateKey WRONG = PrivateKey.of("legacy-18");
  private static final Verifier LEGACY = new Verifier("legacy$legacy-17");

  /** What was done since the map was cleared, and how often. */
  private final Map<String, Integer> work = new TreeMap<>();

  private final Entropy entropy = new Entropy(new SplittableRandom(1));

  private final SecretHasher hasher =
      new SecretHasher(entropy, 1, Map.of(1, new byte[32])) {
        @Override
        protected byte @Nullable [] hash(Verifier verifier, byte[] id, byte[] presented) {
          byte[] hash = super.hash(verifier, id, presented);
          if (hash != null) {
            count("hash");
          }
          return hash;
        }

        @Override
        public Optional<Boolean> accepts(LookupSecret secret, PrivateKey presented) {
          count("comparison with the library's verifiers");
          return super.accepts(secret, presented);
        }
      };

  private final Fingerprints fingerprints =
      new Fingerprints(entropy) {
        @Override
        int find(@Nullable KeyLookup key, PrivateKey presented) {
          count("fingerprint");
          return super.find(key, presented);
        }
      };

  /** Accepts clear text, and counts how often it is asked. */
  private final class Legacy implements VerifierScheme {
    @Override
    public List<Verifier> make(PublicKey publicKey, SecretId id, PrivateKey secret) {
      return List.of();
    }

    @Override
    public boolean isOwn(Verifier verifier) {
      return verifier.equals(LEGACY);
    }

    @Override
    public boolean areCurrent(SecretId id, List<Verifier> verifiers) {
      return true;
    }

    @Override
    public List<Verifier> renew(
        PublicKey publicKey, SecretId id, List<Verifier> verifiers, PrivateKey presented) {
      return List.of();
    }

    @Override
    public boolean accepts(Verifier verifier, SecretId id, PrivateKey presented) {
      count("check of a scheme");
      return verifier.encoded().equals("legacy$" + presented.reveal());
    }
  }

  private final List<VerifierScheme> schemes = List.of(new Legacy(), new Legacy());

  private void count(String what) {
    work.merge(what, 1, Integer::sum);
  }

  @Test
  void everyRejectionOfAKeyTakesTheWorkOfAWrongSecret() {
    for (List<VerifierScheme> configured : List.of(List.<VerifierScheme>of(), schemes)) {
      EqualWork equal = counting(configured);
      for (StoredApiKey key : List.of(issued(), imported(), rotated())) {
        Map<String, Integer> expected = rejection(equal, look(key, good -> good), WRONG);
        int rejections = 0;
        for (UnaryOperator<ApiKey> state : bad()) {
          for (PrivateKey presented : List.of(OLD, NEW, WRONG)) {
            assertEquals(expected, rejection(equal, look(key, state), presented));
            assertEquals(expected, rejection(equal, known(key, state), presented));
            rejections += 2;
          }
        }
        assertEquals(18, rejections);
        for (PrivateKey presented : List.of(OLD, NEW, WRONG)) {
          assertEquals(
              expected, rejection(equal, look(key, good -> good), presented, any -> false));
          assertEquals(
              expected, rejection(equal, known(key, good -> good), presented, any -> false));
        }
      }
    }
  }

  @Test
  void anUnknownKeyTakesTheWorkOfOneThatTheLibraryIssued() {
    for (List<VerifierScheme> configured : List.of(List.<VerifierScheme>of(), schemes)) {
      EqualWork equal = counting(configured);
      assertEquals(
          rejection(equal, look(issued(), good -> good), WRONG), rejection(equal, null, WRONG));
      assertEquals(
          rejection(equal, look(issued(), good -> good), WRONG),
          rejection(equal, look(issued().with(List.of()), good -> good), NEW));
    }
  }

  /** So that the cases above would accept the secrets if their keys were good. */
  @Test
  void eachSecretOfAGoodKeyIsAccepted() {
    EqualWork equal = counting(schemes);
    for (PrivateKey presented : List.of(OLD, NEW)) {
      for (KeyLookup key : List.of(look(rotated(), good -> good), known(rotated(), good -> good))) {
        assertInstanceOf(Authenticated.class, equal.judge(key, presented, any -> true));
      }
    }
  }

  private Map<String, Integer> rejection(
      EqualWork equal, @Nullable KeyLookup key, PrivateKey presented) {
    return rejection(equal, key, presented, any -> true);
  }

  private Map<String, Integer> rejection(
      EqualWork equal,
      @Nullable KeyLookup key,
      PrivateKey presented,
      Predicate<Authenticated> accepted) {
    work.clear();
    assertInstanceOf(Rejected.class, equal.judge(key, presented, accepted));
    return new TreeMap<>(work);
  }

  private EqualWork counting(List<VerifierScheme> configured) {
    Verifiers verifiers = new Verifiers(hasher, configured);
    return new EqualWork(
        () -> {
          count("clock");
          return NOW;
        },
        CredentialFormats.undeclared(),
        fingerprints,
        hasher,
        configured.isEmpty()
            ? Optional.empty()
            : Optional.of(
                (secret, presented) -> {
                  count("comparison with verifiers of schemes");
                  return verifiers.isAcceptedByScheme(secret, presented);
                }));
  }

  private static List<UnaryOperator<ApiKey>> bad() {
    return List.of(
        key -> disabled(key), key -> expiring(key, NOW), key -> withAllSecretsUntilNow(key));
  }

  private static ApiKey withAllSecretsUntilNow(ApiKey key) {
    List<SecretInfo> ended =
        key.secrets().stream()
            .map(
                info ->
                    SecretInfo.of(
                        info.id(),
                        info.hint(),
                        info.createdAt(),
                        Optional.of(NOW),
                        Optional.empty()))
            .toList();
    return ApiKey.of(key.identity(), key.settings(), ended);
  }

  private KeyLookup known(StoredApiKey key, UnaryOperator<ApiKey> state) {
    KeyLookup found = look(key, state);
    int newest = found.secrets().size() - 1;
    fingerprints.remember(found.secrets().get(newest), NEW);
    return found;
  }

  private static KeyLookup look(StoredApiKey key, UnaryOperator<ApiKey> state) {
    ApiKey changed = state.apply(key.key());
    List<StoredSecret> secrets = new ArrayList<>();
    for (int i = 0; i < key.secrets().size(); i++) {
      secrets.add(new StoredSecret(changed.secrets().get(i), key.secrets().get(i).verifiers()));
    }
    return KeyLookup.of(Samples.organization(changed), new StoredApiKey(changed, secrets));
  }

  private StoredApiKey issued() {
    return key(List.of(hasher.verifier(secretId(1), NEW), new Verifier("digest$1$MD5$x")));
  }

  private StoredApiKey imported() {
    return key(List.of(LEGACY, new Verifier("digest$1$MD5$x")));
  }

  /** An imported key with a second secret, which the library issued. */
  private StoredApiKey rotated() {
    return key(List.of(LEGACY), List.of(hasher.verifier(secretId(2), NEW)));
  }

  @SafeVarargs
  private static StoredApiKey key(List<Verifier>... verifiers) {
    List<StoredSecret> secrets = new ArrayList<>();
    for (int i = 0; i < verifiers.length; i++) {
      SecretInfo info =
          SecretInfo.of(
              secretId(i + 1), SecretHint.hidden(), NOW, Optional.empty(), Optional.empty());
      secrets.add(new StoredSecret(info, verifiers[i]));
    }
    ApiKey one = member(1);
    List<SecretInfo> infos = secrets.stream().map(StoredSecret::info).toList();
    return new StoredApiKey(ApiKey.of(one.identity(), one.settings(), infos), secrets);
  }
}
