package io.claviger.http.digest;

import static io.claviger.http.digest.DigestScene.ORG;
import static io.claviger.http.digest.DigestScene.PEPPER;
import static io.claviger.http.digest.DigestScene.PEPPERS;
import static io.claviger.http.digest.DigestScene.SETTINGS;
import static io.claviger.http.digest.DigestScene.TARGET;
import static io.claviger.http.digest.DigestScene.assertAccepted;
import static io.claviger.http.digest.DigestScene.assertRefused;
import static io.claviger.http.digest.DigestScene.nonce;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.Credential;
import io.claviger.http.digest.DigestResult.Detail;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.TokenFormat;
import io.claviger.spi.Verifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which secrets can be used with Digest, through the whole library. */
class DigestVerifiersTest {
  private final DigestScene scene = new DigestScene();
  private final DigestAuthenticator server = scene.first.digest();

  @Test
  void aNewKeyAndARotatedOneCanBeUsedAtOnce() {
    assertWorks(scene.issued);
    assertWorks(scene.first.host().rotate(ORG, scene.issued.apiKey().id(), GracePeriod.none()));
  }

  @Test
  void aTokenCanBeUsedAsThePasswordOfItsPublicKey() {
    Claviger tokens =
        scene
            .builder(PEPPERS)
            .tokens(TokenFormat.of("acme"))
            .verifierScheme(Digest.of(SETTINGS, PEPPERS).scheme())
            .build();
    assertWorks(scene.issue(new DigestScene.Server(tokens, server)));
  }

  /** The clear text is seen with Basic and Bearer only. */
  @Test
  void aKeyFromBeforeCanBeUsedOnceItWasUsedAsAPair() {
    Claviger off = scene.builder(PEPPERS).build();
    IssuedApiKey before = scene.issue(new DigestScene.Server(off, server));
    assertEquals(1, verifiers(before).size());
    DigestRequest request = DigestScene.client(before).get(TARGET, nonce(server), "00000001");
    assertRefused(Detail.NO_VERIFIER, server.authenticate(request));
    assertInstanceOf(
        Authenticated.class,
        scene
            .first
            .claviger()
            .authenticator()
            .authenticate(new Credential.Pair(before.apiKey().publicKey(), before.privateKey())));
    scene.background.runAll();
    assertEquals(1, scene.store.exchanges.size());
    assertWorks(before);
  }

  @Test
  void aUseOfDigestRenewsNothing() {
    Peppers later = Peppers.of(2, DigestScene.pepper(2)).alsoVerifying(1, PEPPER);
    DigestAuthenticator rolled = scene.server(SETTINGS, later).digest();
    assertAccepted(rolled.authenticate(scene.client.get(TARGET, nonce(rolled), "00000001")));
    scene.background.runAll();
    assertEquals(List.of(), scene.store.exchanges);
  }

  @Test
  void nothingThatIsPrintedTellsASecret() {
    String nonce = nonce(server);
    DigestRequest request = scene.client.get(TARGET, nonce, "00000001");
    String response = scene.client.response(DigestAlgorithm.MD5, "GET", TARGET, nonce, "00000001");
    List<String> sealed =
        verifiers(scene.issued).stream()
            .map(Verifier::encoded)
            .map(encoded -> encoded.substring(encoded.lastIndexOf('$') + 1))
            .toList();
    Digest digest = Digest.of(SETTINGS, PEPPERS);
    for (Object printed :
        List.of(request, server, SETTINGS, digest, digest.scheme(), server.authenticate(request))) {
      String text = printed.toString();
      assertFalse(text.contains("response="), "the answer is printed");
      assertFalse(text.contains(response), "the answer is printed");
      assertFalse(text.contains(scene.client.password()), "the secret is printed");
      assertFalse(sealed.stream().anyMatch(text::contains), "the verifier is printed");
    }
  }

  private List<Verifier> verifiers(IssuedApiKey issued) {
    return scene
        .store
        .findByPublicKey(issued.apiKey().publicKey())
        .orElseThrow()
        .secrets()
        .get(0)
        .verifiers();
  }

  private void assertWorks(IssuedApiKey issued) {
    DigestClient client = DigestScene.client(issued);
    for (DigestAlgorithm algorithm : SETTINGS.accepted()) {
      assertAccepted(server.authenticate(client.get(TARGET, algorithm, nonce(server), "00000001")));
    }
  }
}
