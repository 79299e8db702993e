package io.claviger.internal.credential;

import static io.claviger.Samples.NOW;
import static io.claviger.Samples.ORG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.InvalidValue;
import io.claviger.IssuedApiKey;
import io.claviger.PrivateKey;
import io.claviger.PublicKey;
import io.claviger.Samples;
import io.claviger.access.Authenticated;
import io.claviger.access.Authentication;
import io.claviger.access.PresentedCredential;
import io.claviger.access.Rejected;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.internal.value.TokenOracle;
import io.claviger.spi.Facts;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TokenAuthenticationTest {
  private final Entropy entropy =
      new Entropy(new SplittableRandom(5), new TokenCredentials("acme"));
  private final SecretHasher hasher = new SecretHasher(entropy, 0, Map.of());
  private final KeyIssuer.Issue issue =
      new KeyIssuer(entropy, Hashed.plain(hasher))
          .issue(ORG, Samples.member(1).settings(), Samples.stamp());
  private final IssuedApiKey issued = issue.issued();
  private final String token = issued.privateKey().reveal();
  private final ScriptedStore store =
      ScriptedStore.holding(
          new Facts(
              Samples.organization(issued.apiKey()), Map.of(issued.apiKey().id(), issue.stored())));

  @Test
  void theTokenIsTheKey() {
    Authenticated key =
        assertInstanceOf(Authenticated.class, present(PresentedCredential.token(token)));
    assertEquals(issued.apiKey().id(), key.id());
    assertEquals(issued.secret(), key.secret());
    assertEquals(1, store.lookups);
  }

  @Test
  void theTokenMayComeAsThePrivateHalfOfItsPair() {
    String publicKey = issued.apiKey().publicKey().value();
    assertInstanceOf(Authenticated.class, present(PresentedCredential.pair(publicKey, token)));
    assertRejected(
        Rejected.Reason.WRONG_SECRET,
        PresentedCredential.pair(publicKey, token.substring(token.lastIndexOf('_') + 1)));
  }

  @Test
  void whatIsKeptTellsNothingOfTheSecret() {
    String head = "acme_" + issued.apiKey().publicKey() + "_";
    assertEquals(token.substring(0, head.length()), head);
    assertEquals(head + "********", issued.apiKey().secrets().get(0).hint().redacted());
    assertEquals(head + "********", issued.privateKey().toString());
  }

  @Test
  void nothingThatIsPrintedTellsTheSecret() {
    String secret = token.substring(token.lastIndexOf('_') + 1);
    PresentedCredential credential = PresentedCredential.token(token);
    for (Object printed :
        List.of(
            issue,
            issued,
            credential,
            present(credential),
            assertThrows(InvalidValue.class, () -> new PublicKey(token)),
            assertThrows(InvalidValue.class, () -> PrivateKey.of(token + " ")))) {
      assertFalse(printed.toString().contains(secret.substring(0, 8)), "the secret is printed");
    }
  }

  @Property(tries = 200)
  void aTokenWithAWrongCharacterAsksNoStore(
      @ForAll @IntRange(max = 70) int at, @ForAll @CharRange(from = ' ', to = '~') char other) {
    String spoiled = token.substring(0, at) + other + token.substring(at + 1);
    if (!spoiled.equals(token)) {
      assertRejected(Rejected.Reason.MALFORMED, PresentedCredential.token(spoiled));
    }
    assertEquals(0, store.lookups);
  }

  @Test
  void junkAsksNoStore() {
    for (String junk : new String[] {"", "acme", token + " ", "Bearer " + token, "\0"}) {
      assertRejected(Rejected.Reason.MALFORMED, PresentedCredential.token(junk));
    }
    assertEquals(0, store.lookups);
  }

  @Test
  void anotherTokenWithTheRightChecksumIsRejected() {
    String head = token.substring(0, token.lastIndexOf('_') + 1);
    String forged = TokenOracle.sealed(head + "0".repeat(43));
    assertRejected(Rejected.Reason.WRONG_SECRET, PresentedCredential.token(forged));
    String renamed = token.substring(0, token.length() - 6).replaceFirst("acme_", "acmf_");
    assertRejected(
        Rejected.Reason.WRONG_SECRET, PresentedCredential.token(TokenOracle.sealed(renamed)));
    String unknown = TokenOracle.sealed("acme_abcdefgh_" + "0".repeat(43));
    assertRejected(Rejected.Reason.UNKNOWN_KEY, PresentedCredential.token(unknown));
    assertEquals(3, store.lookups);
  }

  /** All that may be said to the outside. */
  private void assertRejected(Rejected.Reason reason, PresentedCredential credential) {
    Rejected rejected = assertInstanceOf(Rejected.class, present(credential));
    assertEquals(reason, rejected.reason());
    assertEquals("invalid credentials", rejected.outward());
  }

  private Authentication present(PresentedCredential credential) {
    return Hashed.authenticator(store, hasher, InstantSource.fixed(NOW)).authenticate(credential);
  }
}
