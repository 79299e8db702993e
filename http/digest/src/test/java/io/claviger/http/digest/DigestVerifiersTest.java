package io.claviger.http.digest;

import static io.claviger.http.digest.DigestFixture.ORG;
import static io.claviger.http.digest.DigestFixture.PEPPER;
import static io.claviger.http.digest.DigestFixture.PEPPERS;
import static io.claviger.http.digest.DigestFixture.SETTINGS;
import static io.claviger.http.digest.DigestFixture.TARGET;
import static io.claviger.http.digest.DigestFixture.assertAccepted;
import static io.claviger.http.digest.DigestFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.Credential;
import io.claviger.access.Rejected.Reason;
import io.claviger.model.GracePeriod;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.TokenFormat;
import io.claviger.spi.Verifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which secrets can be used with Digest, through the whole library. */
class DigestVerifiersTest {
  private final DigestFixture fixture = new DigestFixture();
  private final DigestServer server = fixture.first;

  @Test
  void aNewKeyAndARotatedOneCanBeUsedAtOnce() {
    assertWorks(fixture.issued);
    assertWorks(
        fixture.first.application().rotate(ORG, fixture.issued.apiKey().id(), GracePeriod.none()));
  }

  @Test
  void aTokenCanBeUsedAsThePasswordOfItsPublicKey() {
    Claviger tokens =
        fixture
            .builder(PEPPERS)
            .tokens(TokenFormat.of("acme"))
            .verifierScheme(Digest.of(SETTINGS, PEPPERS).scheme())
            .build();
    assertWorks(fixture.issue(new DigestServer(tokens, server.presentation())));
  }

  /** The clear text is seen with Basic and Bearer only. */
  @Test
  void aKeyFromBeforeCanBeUsedOnceItWasUsedAsAPair() {
    Claviger off = fixture.builder(PEPPERS).build();
    IssuedApiKey before = fixture.issue(new DigestServer(off, server.presentation()));
    assertEquals(1, verifiers(before).size());
    DigestServer.Request request =
        DigestFixture.client(before).get(TARGET, server.nonce(), "00000001");
    assertRefused(Reason.WRONG_SECRET, "NO_VERIFIER", server.authenticate(request));
    assertInstanceOf(
        Authenticated.class,
        fixture
            .first
            .claviger()
            .authenticator()
            .authenticate(Credential.pair(before.apiKey().publicKey(), before.privateKey())));
    fixture.background.runAll();
    assertEquals(1, fixture.store.replacements.size());
    assertWorks(before);
  }

  @Test
  void aUseOfDigestRenewsNothing() {
    Peppers later = Peppers.of(2, DigestFixture.pepper(2)).alsoVerifying(1, PEPPER);
    DigestServer rolled = fixture.server(SETTINGS, later);
    assertAccepted(rolled.authenticate(fixture.client.get(TARGET, rolled.nonce(), "00000001")));
    fixture.background.runAll();
    assertEquals(List.of(), fixture.store.replacements);
  }

  @Test
  void nothingThatIsPrintedTellsASecret() {
    String nonce = server.nonce();
    DigestServer.Request request = fixture.client.get(TARGET, nonce, "00000001");
    String response =
        fixture.client.response(DigestAlgorithm.MD5, "GET", TARGET, nonce, "00000001");
    List<String> sealed =
        verifiers(fixture.issued).stream()
            .map(Verifier::encoded)
            .map(encoded -> encoded.substring(encoded.lastIndexOf('$') + 1))
            .toList();
    Digest digest = Digest.of(SETTINGS, PEPPERS);
    for (Object printed :
        List.of(
            server.read(request),
            server,
            SETTINGS,
            digest,
            digest.scheme(),
            server.authenticate(request))) {
      String text = printed.toString();
      assertFalse(text.contains("response="), "the answer is printed");
      assertFalse(text.contains(response), "the answer is printed");
      assertFalse(text.contains(fixture.client.password()), "the secret is printed");
      assertFalse(sealed.stream().anyMatch(text::contains), "the verifier is printed");
    }
  }

  private List<Verifier> verifiers(IssuedApiKey issued) {
    return fixture
        .store
        .findByPublicKey(issued.apiKey().publicKey())
        .orElseThrow()
        .secrets()
        .get(0)
        .verifiers();
  }

  private void assertWorks(IssuedApiKey issued) {
    DigestClient client = DigestFixture.client(issued);
    for (DigestAlgorithm algorithm : SETTINGS.accepted()) {
      assertAccepted(
          server.authenticate(client.get(TARGET, algorithm, server.nonce(), "00000001")));
    }
  }
}
