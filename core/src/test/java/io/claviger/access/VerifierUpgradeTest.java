package io.claviger.access;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.disabled;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.keyId;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.secretId;
import static io.claviger.model.Samples.withSecretUntil;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.internal.FakeBackground;
import io.claviger.internal.background.Failures;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.model.ApiKey;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.Roles;
import io.claviger.model.SecretInfo;
import io.claviger.model.StoreException;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.VerifierReplacement;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifiers of another day give way to those of today, once their secret is used. */
class VerifierUpgradeTest {
  private static final PrivateKey SECRET = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final PrivateKey WRONG = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c4");
  private static final byte[] OLD = pepper(1);
  private static final byte[] NEW = pepper(2);

  private static final SecretHasher SALTED = Hashed.salted();
  private static final SecretHasher BEFORE = Hashed.peppered(1, Map.of(1, OLD));

  /** Without the old pepper. */
  private static final SecretHasher TOMORROW = Hashed.peppered(2, Map.of(2, NEW));

  private final SecretHasher today = Hashed.peppered(2, Map.of(1, OLD, 2, NEW));
  private final FakeBackground background = new FakeBackground();
  private final List<VerifierReplacement> replacements = new ArrayList<>();
  private BooleanSupplier outcome = () -> true;
  private Instant now = NOW;
  private ApiKeyStore store = ScriptedStore.empty();

  private final Failures failures = new Failures(() -> NOW);
  private final Authenticator authenticator = authenticator(today, background);

  static Stream<SecretHasher> anotherDay() {
    return Stream.of(SALTED, BEFORE);
  }

  static Stream<BooleanSupplier> failures() {
    return Stream.of(
        () -> false,
        () -> {
          throw new StoreException(StoreException.Kind.UNREACHABLE, "down", null);
        },
        () -> {
          throw new IllegalStateException("a bug");
        });
  }

  @ParameterizedTest
  @MethodSource("anotherDay")
  void aVerifierOfAnotherDayIsReplacedInTheBackground(SecretHasher hasher) {
    StoredApiKey key = Hashed.key(hasher, member(1), SECRET);
    assertAuthenticated(key);
    assertEquals(List.of(), replacements, "not while the request waits");
    background.runExecuted();
    VerifierReplacement replacement = replacements.get(0);
    assertEquals(1, replacements.size());
    assertEquals(ORG, replacement.organization());
    assertEquals(keyId(1), replacement.apiKey());
    assertEquals(secretId(1), replacement.secretId());
    assertEquals(key.secrets().get(0).verifiers(), replacement.expected());
    assertEquals(1, replacement.next().size());
    assertTrue(replacement.next().get(0).encoded().startsWith("hmac-sha256$2$"));
  }

  @ParameterizedTest
  @MethodSource("anotherDay")
  void itIsTheSameSecretBeforeAndAfter(SecretHasher hasher) {
    StoredApiKey key = Hashed.key(hasher, member(1), SECRET);
    assertAuthenticated(key);
    background.runExecuted();
    StoredApiKey after = having(key, replacements.get(0).next());
    assertAuthenticated(after);
    assertEquals(0, background.executed.size(), "there is no more to do");
    List<StoredSecret> secrets = after.secrets();
    assertEquals(Optional.of(secrets.get(0)), Hashed.find(TOMORROW, secrets, SECRET));
    assertEquals(Optional.empty(), Hashed.find(today, secrets, WRONG));
  }

  /** Node by node: first all of them know it, then it is current on some. */
  @Test
  void aNodeDoesNotUndoWhatAnotherOneUpgradedToALaterPepper() {
    SecretHasher notYet = Hashed.peppered(1, Map.of(1, OLD, 2, NEW));
    LookupSecret underNew = LookupSecret.of(Hashed.key(today, member(1), SECRET).secrets().get(0));
    LookupSecret underOld = LookupSecret.of(Hashed.key(BEFORE, member(1), SECRET).secrets().get(0));
    assertTrue(notYet.isCurrent(underNew));
    assertTrue(notYet.isCurrent(underOld));
    assertTrue(today.isCurrent(underNew));
    assertFalse(today.isCurrent(underOld));
  }

  /** While the first pepper of all is handed out, some nodes make verifiers with it already. */
  @Test
  void aNodeThatOnlyVerifiesDoesNotTakeThePepperAwayAgain() {
    SecretHasher verifying = Hashed.peppered(0, Map.of(1, OLD));
    LookupSecret peppered = LookupSecret.of(Hashed.key(BEFORE, member(1), SECRET).secrets().get(0));
    LookupSecret salted = LookupSecret.of(Hashed.key(SALTED, member(1), SECRET).secrets().get(0));
    assertTrue(verifying.isCurrent(peppered));
    assertTrue(verifying.isCurrent(salted));
    assertFalse(BEFORE.isCurrent(salted));
  }

  @Test
  void aVerifierOfTodayStays() {
    Verifier current = today.verifier(secretId(1), SECRET);
    Verifier old = BEFORE.verifier(secretId(1), SECRET);
    assertAuthenticated(having(current));
    assertAuthenticated(having(current, old));
    assertAuthenticated(having(old, current));
    assertEquals(0, background.executed.size());
  }

  @Test
  void withoutPeppersASaltedVerifierIsOfToday() {
    StoredApiKey key = Hashed.key(SALTED, member(1), SECRET);
    StoredApiKey foreign = having(key, List.of(new Verifier("x$y$z"), verifier(key)));
    for (StoredApiKey each : List.of(key, foreign)) {
      store = Hashed.store(each);
      assertInstanceOf(
          Authenticated.class,
          authenticator(SALTED, background).authenticate(credential(1, SECRET)));
    }
    assertEquals(0, background.executed.size());
  }

  @Test
  void verifiersOfOtherSchemesStayBehindTheNewOne() {
    Verifier argon = new Verifier("argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA");
    Verifier digest = new Verifier("ha1$1$c2VhbGVk");
    Verifier salted = SALTED.verifier(secretId(1), SECRET);
    Verifier peppered = BEFORE.verifier(secretId(1), SECRET);
    assertAuthenticated(having(argon, salted, digest, peppered));
    background.runExecuted();
    VerifierReplacement replacement = replacements.get(0);
    assertEquals(List.of(argon, salted, digest, peppered), replacement.expected());
    assertEquals(List.of(today.verifier(secretId(1), SECRET), argon, digest), replacement.next());
  }

  @Test
  void onlyTheSecretThatWasUsedIsUpgraded() {
    SecretInfo first = member(1).secrets().get(0);
    SecretInfo second =
        SecretInfo.of(secretId(2), first.hint(), NOW, Optional.empty(), Optional.empty());
    ApiKey key = ApiKey.of(member(1).identity(), member(1).settings(), List.of(first, second));
    assertAuthenticated(Hashed.key(BEFORE, key, WRONG, SECRET));
    background.runExecuted();
    assertEquals(
        List.of(secretId(2)), replacements.stream().map(VerifierReplacement::secretId).toList());
    assertEquals(List.of(BEFORE.verifier(secretId(2), SECRET)), replacements.get(0).expected());
  }

  @Test
  void whoIsNotAuthenticatedUpgradesNothing() {
    ApiKey key = member(1);
    assertRejected(Rejected.Reason.WRONG_SECRET, Hashed.key(BEFORE, key, WRONG));
    assertRejected(Rejected.Reason.DISABLED, Hashed.key(BEFORE, disabled(key), SECRET));
    assertRejected(Rejected.Reason.EXPIRED, Hashed.key(BEFORE, expiring(key, NOW), SECRET));
    assertRejected(
        Rejected.Reason.SECRET_EXPIRED, Hashed.key(BEFORE, withSecretUntil(key, NOW), SECRET));
    assertRejected(Rejected.Reason.UNKNOWN_KEY, Hashed.key(BEFORE, member(2), SECRET));
    assertEquals(0, background.executed.size());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whereItFailsAUseAMinuteLaterTriesAgain(BooleanSupplier failure) {
    StoredApiKey key = Hashed.key(BEFORE, member(1), SECRET);
    outcome = failure;
    assertAuthenticated(key);
    assertDoesNotThrow(background::runExecuted);
    now = NOW.plusSeconds(60).minusNanos(1);
    assertAuthenticated(key);
    background.runExecuted();
    assertEquals(1, replacements.size());
    now = NOW.plusSeconds(60);
    assertAuthenticated(key);
    outcome = () -> true;
    background.runExecuted();
    assertEquals(2, replacements.size());
  }

  /** It stays there until its organization moves, or longer. */
  @Test
  void whatACacheKeepsIsUpgradedOnceWhateverTheAnswer() {
    for (boolean made : List.of(true, false)) {
      replacements.clear();
      outcome = () -> made;
      StoredApiKey key = Hashed.key(BEFORE, member(1), SECRET);
      store = cached(key);
      for (int i = 0; i < 3; i++) {
        assertInstanceOf(Authenticated.class, present(1, SECRET));
        background.runExecuted();
        now = now.plusSeconds(3600);
      }
      assertEquals(1, replacements.size());
    }
  }

  /** Another one with other settings may share the cache. */
  @Test
  void whatOneHasSeenToAnotherOneSeesToItself() {
    Authenticator other = authenticator(today, background);
    StoredApiKey key = Hashed.key(BEFORE, member(1), SECRET);
    store = cached(key);
    assertInstanceOf(Authenticated.class, present(1, SECRET));
    background.runExecuted();
    assertInstanceOf(Authenticated.class, other.authenticate(credential(1, SECRET)));
    background.runExecuted();
    assertEquals(2, replacements.size());
  }

  /** As one that has no thread left does. */
  @Test
  void aBackgroundThatBreaksIsNoTroubleOfTheRequest() {
    StoredApiKey key = Hashed.key(BEFORE, member(1), SECRET);
    Executor broken =
        task -> {
          throw new OutOfMemoryError("no thread");
        };
    store = Hashed.store(key);
    assertInstanceOf(
        Authenticated.class, authenticator(today, broken).authenticate(credential(1, SECRET)));
    assertEquals(1, failures.count());
  }

  @Test
  void aThousandSecretsWaitAtATime() {
    StoredApiKey[] keys =
        IntStream.rangeClosed(1, 1001)
            .mapToObj(n -> Hashed.key(BEFORE, member(n), SECRET))
            .toArray(StoredApiKey[]::new);
    store = Hashed.store(keys);
    for (int n = 1; n <= 1001; n++) {
      assertInstanceOf(Authenticated.class, present(n, SECRET));
    }
    assertEquals(1000, background.executed.size());
    background.executed.remove().run();
    assertInstanceOf(Authenticated.class, present(1001, SECRET));
    assertEquals(1000, background.executed.size(), "one more has room");
  }

  @Test
  void nothingThatIsPrintedTellsTheSecret() {
    assertAuthenticated(Hashed.key(BEFORE, member(1), SECRET));
    String task = background.executed.element().toString();
    background.runExecuted();
    String hash = replacements.get(0).next().get(0).encoded().split("\\$", -1)[2];
    for (Object printed : List.of(task, authenticator, replacements.get(0), today)) {
      assertFalse(printed.toString().contains("3f9c1d7e"), "the secret is printed");
      assertFalse(printed.toString().contains(hash), "the verifier is printed");
    }
  }

  private boolean replace(VerifierReplacement replacement) {
    replacements.add(replacement);
    return outcome.getAsBoolean();
  }

  private void assertAuthenticated(StoredApiKey key) {
    store = Hashed.store(key);
    assertInstanceOf(Authenticated.class, present(1, SECRET));
  }

  private void assertRejected(Rejected.Reason reason, StoredApiKey key) {
    store = Hashed.store(key);
    assertEquals(Rejected.of(reason), present(1, SECRET));
  }

  private AuthenticationResult present(int key, PrivateKey secret) {
    return authenticator.authenticate(credential(key, secret));
  }

  private Authenticator authenticator(SecretHasher hasher, Executor on) {
    ApiKeyStore current =
        new ForwardingApiKeyStore(ScriptedStore.empty()) {
          @Override
          public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
            return store.findByPublicKey(publicKey);
          }

          @Override
          public StoreExtensions extensions() {
            return super.extensions().withVerifiers(VerifierUpgradeTest.this::replace);
          }
        };
    Entropy entropy = new Entropy(new SecureRandom());
    return new RequestPath(current, () -> now, Roles.builtIn(), Hashed.plain(hasher), entropy)
        .authenticator(used -> {}, on, failures);
  }

  /** Always the same lookup of it. */
  private static ApiKeyStore cached(StoredApiKey key) {
    ApiKeyStore inside = Hashed.store(key);
    Optional<KeyLookup> kept = inside.findByPublicKey(key.key().publicKey());
    return new ForwardingApiKeyStore(inside) {
      @Override
      public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
        return kept;
      }
    };
  }

  private static Credential credential(int key, PrivateKey secret) {
    return Credential.pair(member(key).publicKey(), secret);
  }

  private static Verifier verifier(StoredApiKey key) {
    return key.secrets().get(0).verifiers().get(0);
  }

  private static StoredApiKey having(Verifier... verifiers) {
    return having(Hashed.key(BEFORE, member(1), SECRET), List.of(verifiers));
  }

  private static StoredApiKey having(StoredApiKey key, List<Verifier> verifiers) {
    return key.with(List.of(new StoredSecret(key.secrets().get(0).info(), verifiers)));
  }

  private static byte[] pepper(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }
}
