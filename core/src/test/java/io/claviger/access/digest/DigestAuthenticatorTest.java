package io.claviger.access.digest;

import static io.claviger.Samples.NOW;
import static io.claviger.Samples.disabled;
import static io.claviger.Samples.expiring;
import static io.claviger.Samples.ip;
import static io.claviger.Samples.member;
import static io.claviger.Samples.secretId;
import static io.claviger.Samples.withSecretUntil;
import static io.claviger.access.digest.DigestScene.CLEAR;
import static io.claviger.access.digest.DigestScene.PEPPER;
import static io.claviger.access.digest.DigestScene.REALM;
import static io.claviger.access.digest.DigestScene.SECRET;
import static io.claviger.access.digest.DigestScene.SETTINGS;
import static io.claviger.access.digest.DigestScene.TARGET;
import static io.claviger.access.digest.DigestScene.assertAuthenticated;
import static io.claviger.access.digest.DigestScene.assertRejected;
import static io.claviger.access.digest.DigestScene.key;
import static io.claviger.access.digest.DigestScene.nonce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKey;
import io.claviger.Claviger;
import io.claviger.ErrorCode;
import io.claviger.InvalidValue;
import io.claviger.Organization;
import io.claviger.Peppers;
import io.claviger.Permission;
import io.claviger.PrivateKey;
import io.claviger.PublicKey;
import io.claviger.Role;
import io.claviger.RoleGrants;
import io.claviger.Samples;
import io.claviger.SecretInfo;
import io.claviger.StoreException;
import io.claviger.access.AccessRequest;
import io.claviger.access.AccessResult;
import io.claviger.access.Authenticated;
import io.claviger.access.Authorizer;
import io.claviger.access.PresentedKey;
import io.claviger.access.Rejected;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.StoredApiKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DigestAuthenticatorTest {
  private static final DigestSettings ALL =
      DigestSettings.of(
          REALM, DigestAlgorithm.MD5, DigestAlgorithm.SHA_256, DigestAlgorithm.SHA_512_256);
  private static final String OTHER = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c4";
  private static final String OLD_SECRET = "0a4f113b-0000-4000-8000-7b04d2f8a5c4";

  private final DigestScene scene = new DigestScene();

  @ParameterizedTest
  @EnumSource
  void whoKnowsTheSecretIsTheKey(DigestAlgorithm algorithm) {
    ScriptedStore store = DigestScene.holding(key(ALL));
    DigestAuthenticator server = scene.over(ALL, store);
    DigestRequest request = scene.client.get(TARGET, algorithm, nonce(server), "00000001");
    Authenticated good = assertInstanceOf(Authenticated.class, server.authenticate(request));
    assertEquals(PresentedKey.of(member(1)), good.apiKey());
    assertEquals(secretId(1), good.secret());
    assertEquals(NOW, good.at());
    assertEquals(1, store.lookups);
    assertEquals(0, store.reads);
  }

  @Test
  void itGoesOnAsAnyOtherThatIsAuthenticated() {
    Claviger claviger = scene.server(SETTINGS, Peppers.of(1, PEPPER), DigestScene.holding(key()));
    DigestAuthenticator server = claviger.digestAuthenticator();
    Permission read = new Permission("read");
    Authenticated good =
        assertInstanceOf(
            Authenticated.class,
            server.authenticate(scene.client.get(TARGET, nonce(server), "00000001")));
    AccessResult result =
        claviger
            .accessCheck(new Authorizer(RoleGrants.none().grant(Role.ORG_MEMBER, read)))
            .check(good, AccessRequest.of(Samples.ORG, read, ip("192.0.2.1")));
    assertInstanceOf(AccessResult.Granted.class, result);
    assertEquals(secretId(1), good.caller(ip("192.0.2.1")).secret());
  }

  @Test
  void theChallengeHasTheSpellingOfAtlas() {
    DigestAuthenticator server = scene.over(SETTINGS, DigestScene.holding());
    List<String> challenges = server.challenges(new Rejected(Rejected.Reason.MISSING));
    String nonce = DigestClient.nonce(challenges);
    assertEquals(
        List.of(
            "Digest realm=\"MMS Public API\", domain=\"\", nonce=\""
                + nonce
                + "\", algorithm=MD5, qop=\"auth\", stale=false",
            "Digest realm=\"MMS Public API\", domain=\"\", nonce=\""
                + nonce
                + "\", algorithm=SHA-256, qop=\"auth\", stale=false"),
        challenges);
    assertThrows(NullPointerException.class, () -> server.challenges(null));
  }

  @Test
  void whatIsNotOfferedIsAcceptedAllTheSame() {
    DigestAuthenticator server =
        scene.over(SETTINGS.offering(DigestAlgorithm.SHA_256), DigestScene.holding(key()));
    List<String> challenges = server.challenges(new Rejected(Rejected.Reason.MISSING));
    assertEquals(1, challenges.size());
    assertTrue(challenges.get(0).contains("algorithm=SHA-256"), challenges.get(0));
    assertAuthenticated(server.authenticate(scene.client.get(TARGET, nonce(server), "00000001")));
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhoKnowsTheSecretIsToldThatTheNonceIsStale(Rejected.Reason reason) {
    DigestAuthenticator server = scene.over();
    boolean stale = reason == Rejected.Reason.STALE_NONCE || reason == Rejected.Reason.REPLAYED;
    for (String challenge : server.challenges(new Rejected(reason))) {
      assertTrue(challenge.endsWith(", stale=" + stale), challenge);
    }
  }

  @Test
  void eachChallengeHasAnotherNonce() {
    DigestAuthenticator server = scene.over();
    long different = Stream.generate(() -> nonce(server)).limit(100).distinct().count();
    assertEquals(100, different);
  }

  /** What is refused, and why; all with a good nonce. */
  static Stream<Rejected.Reason> refused() {
    return cases().keySet().stream();
  }

  private static Map<Rejected.Reason, StoredApiKey> cases() {
    ApiKey good = member(1);
    return Map.of(
        Rejected.Reason.UNKNOWN_KEY,
        digestKey(member(2), CLEAR),
        Rejected.Reason.WRONG_SECRET,
        digestKey(good, OTHER),
        Rejected.Reason.DISABLED,
        digestKey(disabled(good), CLEAR),
        Rejected.Reason.EXPIRED,
        digestKey(expiring(good, NOW), CLEAR),
        Rejected.Reason.SECRET_EXPIRED,
        digestKey(withSecretUntil(good, NOW), CLEAR),
        Rejected.Reason.NO_DIGEST_VERIFIER,
        Hashed.key(Hashed.peppered(1, Map.of(1, PEPPER)), good, SECRET));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void everyRefusalLooksTheSame(Rejected.Reason reason) {
    DigestAuthenticator server = scene.over(cases().get(reason));
    DigestRequest request = scene.client.get(TARGET, nonce(server), "00000001");
    for (int i = 0; i < 2; i++) {
      int before = scene.clockReads;
      assertRejected(reason, server.authenticate(request));
      assertEquals(1, scene.clockReads - before, "its state was looked at all the same");
    }
    scene.now = NOW.plusSeconds(60);
    assertRejected(reason, server.authenticate(request));
    Rejected rejected = (Rejected) server.authenticate(request);
    assertEquals("invalid credentials", rejected.outward());
    for (String challenge : server.challenges(rejected)) {
      assertTrue(challenge.endsWith("stale=false"), challenge);
    }
  }

  @Test
  void whatIsRefusedForItsStateLeavesNoTrace() {
    ReplayWindow window = ReplayWindow.inMemory(NOW);
    DigestSettings shared = SETTINGS.replayWindow(window);
    DigestAuthenticator off =
        scene.over(shared, Hashed.store(digestKey(disabled(member(1)), CLEAR)));
    DigestRequest request = scene.client.get(TARGET, nonce(off), "00000001");
    assertRejected(Rejected.Reason.DISABLED, off.authenticate(request));
    DigestAuthenticator on = scene.over(shared, Hashed.store(key()));
    assertAuthenticated(on.authenticate(request));
    assertRejected(Rejected.Reason.REPLAYED, on.authenticate(request));
  }

  @Test
  void aRequestWithoutAnAnswerAsksNoStore() {
    ScriptedStore store = DigestScene.holding(key());
    DigestAuthenticator server = scene.over(SETTINGS, store);
    String good = scene.client.get(TARGET, nonce(server), "00000001").authorization().get(0);
    assertRejected(
        Rejected.Reason.MISSING, server.authenticate(new DigestRequest("GET", TARGET, List.of())));
    for (List<String> values :
        List.of(
            List.of(""),
            List.of("Digest"),
            List.of("Basic cHVibGljMDAwMDAxOng="),
            List.of(good, good),
            List.of(good.replace(REALM, "Other")),
            List.of(good.replace("=MD5", "=SHA-512-256")),
            List.of(good.replace("public000001", "Mufasa")))) {
      assertRejected(
          Rejected.Reason.MALFORMED, server.authenticate(new DigestRequest("GET", TARGET, values)));
    }
    assertEquals(0, store.lookups);
  }

  @Test
  void theTargetIsComparedByteForByte() {
    ScriptedStore store = DigestScene.holding(key());
    DigestAuthenticator server = scene.over(SETTINGS, store);
    List<String> answer = scene.client.get(TARGET, nonce(server), "00000001").authorization();
    for (String target :
        List.of("", "/", TARGET + "&", TARGET.replace("%2F", "/"), TARGET.replace("%2F", "%2f"))) {
      assertRejected(
          Rejected.Reason.OTHER_TARGET,
          server.authenticate(new DigestRequest("GET", target, answer)));
    }
    assertEquals(0, store.lookups);
    assertRejected(
        Rejected.Reason.WRONG_SECRET,
        server.authenticate(new DigestRequest("POST", TARGET, answer)));
  }

  @Test
  void eachOfTwoSecretsAuthenticates() {
    ApiKey single = member(1);
    SecretInfo old = single.secrets().get(0);
    SecretInfo young = new SecretInfo(secretId(2), old.hint(), NOW, Optional.empty());
    ApiKey both = new ApiKey(single.identity(), single.settings(), List.of(old, young));
    DigestAuthenticator server = scene.over(digestKey(both, OLD_SECRET, OTHER));
    assertEquals(secretId(1), secretOf(server, OLD_SECRET));
    assertEquals(secretId(2), secretOf(server, OTHER));
    assertRejected(
        Rejected.Reason.WRONG_SECRET,
        server.authenticate(scene.client.get(TARGET, nonce(server), "00000001")));
  }

  @Test
  void aRotationIsNoticed() {
    SecretInfo old = member(1).secrets().get(0).endingAfterUse(Duration.ofHours(1));
    SecretInfo young = new SecretInfo(secretId(2), old.hint(), NOW, Optional.empty());
    ApiKey rotated = new ApiKey(member(1).identity(), member(1).settings(), List.of(old, young));
    ScriptedStore store = DigestScene.holding(digestKey(rotated, CLEAR, OTHER));
    DigestAuthenticator server = scene.over(SETTINGS, store);
    assertEquals(secretId(1), secretOf(server, CLEAR));
    scene.background.runExecuted();
    assertEquals(0, store.commits.size());
    assertEquals(secretId(2), secretOf(server, OTHER));
    scene.background.runExecuted();
    assertEquals(1, store.commits.size());
  }

  @Test
  void troubleOfTheStoreIsNoRejection() {
    StoreException down = new StoreException(StoreException.Kind.UNREACHABLE, "down", null);
    DigestAuthenticator server =
        scene.over(
            SETTINGS,
            new ForwardingApiKeyStore(DigestScene.holding()) {
              @Override
              public Optional<KeyLookup> findByPublicKey(PublicKey key) {
                throw down;
              }
            });
    DigestRequest request = scene.client.get(TARGET, nonce(server), "00000001");
    assertSame(down, assertThrows(StoreException.class, () -> server.authenticate(request)));
  }

  /** As with pairs: a store with a bug admits nobody. */
  @Test
  void theKeyOfSomebodyElseIsAFault() {
    Organization organization = Samples.organization();
    DigestAuthenticator server =
        scene.over(
            SETTINGS,
            new ForwardingApiKeyStore(DigestScene.holding()) {
              @Override
              public Optional<KeyLookup> findByPublicKey(PublicKey key) {
                return Optional.of(KeyLookup.of(organization, digestKey(member(2), CLEAR)));
              }
            });
    DigestRequest request = scene.client.get(TARGET, nonce(server), "00000001");
    StoreException fault = assertThrows(StoreException.class, () -> server.authenticate(request));
    assertEquals(StoreException.Kind.FAULT, fault.kind());
  }

  @Test
  void itNeedsAPepper() {
    for (Peppers none : List.of(Peppers.none(), Peppers.verifying(1, PEPPER))) {
      Claviger.Builder builder =
          Claviger.builder(DigestScene.holding()).digest(SETTINGS).peppers(none);
      InvalidValue refusal = assertThrows(InvalidValue.class, builder::build);
      assertEquals(ErrorCode.INVALID_ATTRIBUTE, refusal.code());
      assertTrue(refusal.getMessage().contains("Peppers.of"), refusal.getMessage());
    }
  }

  @Test
  void whereItIsOffThereIsNone() {
    Claviger off = Claviger.of(DigestScene.holding());
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, off::digestAuthenticator);
    assertTrue(refusal.getMessage().contains("Builder.digest"), refusal.getMessage());
  }

  @Test
  void aRequestIsPrintedWithoutItsAnswer() {
    DigestRequest request = scene.client.get("/a?b", "nonce", "00000001");
    assertEquals("DigestRequest[GET /a?b]", request.toString());
    assertEquals(
        "DigestRequest[GET /\\u000a]", new DigestRequest("GET", "/\n", List.of()).toString());
    assertTrue(request.isDigest());
    assertTrue(new DigestRequest("GET", "/", List.of("Basic a", " dIGEST\tx")).isDigest());
    for (String other :
        List.of("", "Basic Digest", "Digests a", "Diges", "Digest,a=b", "D\u0131gest a")) {
      assertFalse(new DigestRequest("GET", "/", List.of(other)).isDigest(), other);
    }
    assertFalse(new DigestRequest("GET", "/", List.of()).isDigest());
  }

  private Object secretOf(DigestAuthenticator server, String clear) {
    return assertAuthenticated(
        server.authenticate(DigestScene.client(clear).get(TARGET, nonce(server), "00000001")));
  }

  private static StoredApiKey digestKey(ApiKey key, String... clear) {
    PrivateKey[] secrets = Stream.of(clear).map(PrivateKey::of).toArray(PrivateKey[]::new);
    return Hashed.key(Hashed.digest(SETTINGS, 1, Map.of(1, PEPPER)), key, secrets);
  }
}
