package io.claviger.access;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.disabled;
import static io.claviger.model.Samples.member;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.internal.FakeBackground;
import io.claviger.internal.background.Failures;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.credential.Verifiers;
import io.claviger.model.ApiKey;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.Roles;
import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierScheme;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.VerifierReplacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A secret whose only verifier belongs to a scheme is checked by that scheme. */
class SchemeSecretTest {
  private static final PrivateKey SECRET = PrivateKey.of("legacy-17");
  private static final PrivateKey WRONG = PrivateKey.of("legacy-18");
  private static final Verifier LEGACY = new Verifier("legacy$71-ycagel");

  private final SecretHasher hasher = Hashed.salted();
  private final FakeBackground background = new FakeBackground();
  private final List<VerifierReplacement> replacements = new ArrayList<>();
  private int asked;

  /** Stores the secret in reverse. */
  private final class Reversed implements VerifierScheme {
    @Override
    public List<Verifier> make(PublicKey publicKey, SecretId id, PrivateKey secret) {
      return List.of();
    }

    @Override
    public boolean isOwn(Verifier verifier) {
      return verifier.encoded().startsWith("legacy$");
    }

    @Override
    public boolean areCurrent(SecretId id, List<Verifier> verifiers) {
      return verifiers.stream().noneMatch(this::isOwn);
    }

    @Override
    public List<Verifier> renew(
        PublicKey publicKey, SecretId id, List<Verifier> verifiers, PrivateKey presented) {
      return List.of();
    }

    @Override
    public boolean accepts(Verifier verifier, SecretId id, PrivateKey presented) {
      asked++;
      String reversed = new StringBuilder(presented.reveal()).reverse().toString();
      return verifier.encoded().equals("legacy$" + reversed);
    }
  }

  @Test
  void theSchemeChecksItOnEachUseUntilTheLibraryHasAVerifierOfItsOwn() {
    StoredApiKey key = legacy(member(1));
    Authenticator authenticator = over(key);
    for (int use = 1; use <= 3; use++) {
      assertInstanceOf(Authenticated.class, authenticator.authenticate(credential(SECRET)));
      assertEquals(use, asked, "it is not remembered");
    }
    background.runExecuted();
    VerifierReplacement replacement = replacements.get(0);
    assertEquals(List.of(LEGACY), replacement.expected());
    assertEquals(1, replacement.next().size());
    assertEquals(true, replacement.next().get(0).isBuiltIn());
    assertEquals(true, replacement.changesScheme(), "a cache reads the key again");

    Authenticator after = over(having(key.key(), replacement.next()));
    assertInstanceOf(Authenticated.class, after.authenticate(credential(SECRET)));
    assertEquals(3, asked);
  }

  @Test
  void aRejectionIsTheSameAsForOtherKeys() {
    Authenticator authenticator = over(legacy(member(1)));
    assertEquals(
        Rejected.of(Rejected.Reason.WRONG_SECRET), authenticator.authenticate(credential(WRONG)));
    assertEquals(
        Rejected.of(Rejected.Reason.DISABLED),
        over(legacy(disabled(member(1)))).authenticate(credential(SECRET)));
    assertEquals(2, asked);
    assertEquals(0, background.executed.size(), "nothing is replaced");
  }

  @Test
  void aKeyOfTheLibraryNeverCostsACheckOfTheScheme() {
    StoredApiKey key = Hashed.key(hasher, member(1), SECRET);
    Verifier own = key.secrets().get(0).verifiers().get(0);
    Authenticator authenticator = over(having(key.key(), List.of(own, LEGACY)));
    assertInstanceOf(Authenticated.class, authenticator.authenticate(credential(SECRET)));
    assertEquals(
        Rejected.of(Rejected.Reason.WRONG_SECRET), authenticator.authenticate(credential(WRONG)));
    assertEquals(0, asked);
  }

  private Authenticator over(StoredApiKey key) {
    ApiKeyStore inside = Hashed.store(key);
    Optional<KeyLookup> cached = inside.findByPublicKey(key.key().publicKey());
    ApiKeyStore store =
        new ForwardingApiKeyStore(inside) {
          @Override
          public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
            return cached;
          }

          @Override
          public StoreExtensions extensions() {
            return super.extensions().withVerifiers(replacements::add);
          }
        };
    Verifiers verifiers = new Verifiers(hasher, List.of(new Reversed()));
    Entropy entropy = new Entropy(new SplittableRandom(3));
    return new RequestPath(store, () -> NOW, Roles.builtIn(), verifiers, entropy)
        .authenticator(used -> {}, background, new Failures(() -> NOW));
  }

  private StoredApiKey legacy(ApiKey key) {
    return having(key, List.of(LEGACY));
  }

  private static StoredApiKey having(ApiKey key, List<Verifier> verifiers) {
    return new StoredApiKey(key, List.of(new StoredSecret(key.secrets().get(0), verifiers)));
  }

  private static Credential credential(PrivateKey secret) {
    return Credential.pair(member(1).publicKey(), secret);
  }
}
