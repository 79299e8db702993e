package io.claviger.access.digest;

import static io.claviger.Samples.NOW;
import static io.claviger.Samples.ORG;
import static io.claviger.Samples.member;
import static io.claviger.access.digest.DigestScene.PEPPER;
import static io.claviger.access.digest.DigestScene.REALM;
import static io.claviger.access.digest.DigestScene.SECRET;
import static io.claviger.access.digest.DigestScene.SETTINGS;
import static io.claviger.access.digest.DigestScene.TARGET;
import static io.claviger.access.digest.DigestScene.assertAuthenticated;
import static io.claviger.access.digest.DigestScene.assertRejected;
import static io.claviger.access.digest.DigestScene.nonce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.claviger.Caller;
import io.claviger.Claviger;
import io.claviger.IssuedApiKey;
import io.claviger.NewApiKey;
import io.claviger.Overlap;
import io.claviger.Peppers;
import io.claviger.PrivateKey;
import io.claviger.Role;
import io.claviger.Samples;
import io.claviger.TokenFormat;
import io.claviger.access.PresentedCredential;
import io.claviger.access.Rejected;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierExchange;
import io.claviger.spi.VerifierStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which secrets can be used with Digest, through the whole library. */
class DigestVerifiersTest {
  private final DigestScene scene = new DigestScene();
  private final List<VerifierExchange> exchanges = new ArrayList<>();

  @Test
  void aNewKeyAndARotatedOneCanBeUsedAtOnce() {
    ScriptedStore store = DigestScene.holding(Samples.stored(member(1)));
    Claviger claviger = scene.server(SETTINGS, Peppers.of(1, PEPPER), store);
    IssuedApiKey issued =
        claviger.actingAs(Caller.host("test")).create(ORG, NewApiKey.of("key", Role.ORG_MEMBER));
    StoredApiKey created = store.commits.get(0).keys().created().get(0);
    assertWorks(created, issued.privateKey());
    IssuedApiKey rotated =
        claviger.actingAs(Caller.host("test")).rotate(ORG, member(1).id(), Overlap.none());
    List<StoredSecret> secrets = store.commits.get(1).keys().secrets().get(member(1).id());
    assertWorks(Samples.stored(member(1)).with(secrets), rotated.privateKey());
  }

  @Test
  void aTokenCanBeUsedAsThePasswordOfItsPublicKey() {
    ScriptedStore store = DigestScene.holding(Samples.stored(member(1)));
    Claviger claviger =
        Claviger.builder(store)
            .tokens(TokenFormat.of("acme"))
            .random(new SplittableRandom(5))
            .peppers(Peppers.of(1, PEPPER))
            .digest(SETTINGS)
            .build();
    IssuedApiKey issued =
        claviger.actingAs(Caller.host("test")).create(ORG, NewApiKey.of("key", Role.ORG_MEMBER));
    assertWorks(store.commits.get(0).keys().created().get(0), issued.privateKey());
  }

  @Test
  void whereDigestIsOffNothingIsMadeForIt() {
    ScriptedStore store = DigestScene.holding(Samples.stored(member(1)));
    Claviger off = Claviger.builder(store).peppers(Peppers.of(1, PEPPER)).build();
    IssuedApiKey unused =
        off.actingAs(Caller.host("test")).create(ORG, NewApiKey.of("key", Role.ORG_MEMBER));
    StoredApiKey created = store.commits.get(0).keys().created().get(0);
    assertEquals(1, created.secrets().get(0).verifiers().size());
  }

  /** The clear text is seen with Basic and Bearer only. */
  @Test
  void aKeyFromBeforeCanBeUsedOnceItWasUsedAsAPair() {
    StoredApiKey before = Hashed.key(Hashed.peppered(1, Map.of(1, PEPPER)), member(1), SECRET);
    DigestAuthenticator digest = scene.over(before);
    assertRejected(
        Rejected.Reason.NO_DIGEST_VERIFIER,
        digest.authenticate(scene.client.get(TARGET, nonce(digest), "00000001")));
    Claviger claviger = scene.server(SETTINGS, Peppers.of(1, PEPPER), exchanging(before));
    assertAuthenticated(
        claviger
            .authenticator()
            .authenticate(new PresentedCredential.Pair(member(1).publicKey(), SECRET)));
    scene.background.runExecuted();
    VerifierExchange exchange = exchanges.get(0);
    assertEquals(before.secrets().get(0).verifiers(), exchange.expected());
    StoredSecret secret = new StoredSecret(before.secrets().get(0).info(), exchange.replacement());
    assertWorks(before.with(List.of(secret)), SECRET);
  }

  @Test
  void aUseOfDigestUpgradesNothing() {
    StoredApiKey stored =
        Hashed.key(Hashed.digest(SETTINGS, 1, Map.of(1, PEPPER)), member(1), SECRET);
    DigestAuthenticator server =
        scene
            .server(
                SETTINGS,
                Peppers.of(2, DigestScene.pepper(2)).alsoVerifying(1, PEPPER),
                exchanging(stored))
            .digestAuthenticator();
    assertAuthenticated(server.authenticate(scene.client.get(TARGET, nonce(server), "00000001")));
    scene.background.runExecuted();
    assertEquals(List.of(), exchanges);
  }

  @Test
  void nothingThatIsPrintedTellsASecret() {
    StoredApiKey stored = DigestScene.key();
    DigestAuthenticator server = scene.over(stored);
    String nonce = nonce(server);
    DigestRequest request = scene.client.get(TARGET, nonce, "00000001");
    String response = scene.client.response(DigestAlgorithm.MD5, "GET", TARGET, nonce, "00000001");
    List<String> sealed =
        stored.secrets().get(0).verifiers().stream()
            .map(Verifier::encoded)
            .map(encoded -> encoded.substring(encoded.lastIndexOf('$') + 1))
            .toList();
    for (Object printed :
        List.of(request, server, SETTINGS, stored, server.authenticate(request))) {
      String text = printed.toString();
      assertFalse(text.contains("response="), "the answer is printed");
      assertFalse(text.contains(response), "the answer is printed");
      assertFalse(text.contains("3f9c1d7e"), "the secret is printed");
      assertFalse(sealed.stream().anyMatch(text::contains), "the verifier is printed");
    }
  }

  private void assertWorks(StoredApiKey stored, PrivateKey secret) {
    DigestAuthenticator server = scene.over(stored);
    DigestClient client =
        new DigestClient(stored.key().publicKey().value(), secret.reveal(), REALM);
    for (DigestAlgorithm algorithm : SETTINGS.accepted()) {
      assertAuthenticated(
          server.authenticate(client.get(TARGET, algorithm, nonce(server), "00000001")));
    }
    assertEquals(NOW, scene.now);
  }

  private ApiKeyStore exchanging(StoredApiKey stored) {
    return new ForwardingApiKeyStore(DigestScene.holding(stored)) {
      @Override
      public Optional<VerifierStore> verifierStore() {
        return Optional.of(exchanges::add);
      }
    };
  }
}
