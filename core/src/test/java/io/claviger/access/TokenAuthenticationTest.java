package io.claviger.access;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.Claviger;
import io.claviger.internal.credential.CredentialFormats;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.credential.KeyIssuer;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.internal.text.TokenOracle;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.model.Samples;
import io.claviger.model.TokenFormat;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.OrganizationSnapshot;
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
      new Entropy(
          new SplittableRandom(5), CredentialFormats.tokens(List.of(TokenFormat.of("acme"))));
  private final SecretHasher hasher = new SecretHasher(entropy, 0, Map.of());
  private final KeyIssuer.Issue issue =
      new KeyIssuer(entropy, Hashed.plain(hasher))
          .issue(
              ORG,
              Samples.member(1).settings(),
              Samples.stamp(),
              NewApiKey.of("key", Role.ORG_MEMBER));
  private final IssuedApiKey issued = issue.issued();
  private final String token = issued.privateKey().reveal();
  private final ScriptedStore store =
      ScriptedStore.holding(
          new OrganizationSnapshot(
              Samples.organization(issued.apiKey()),
              Map.of(issued.apiKey().id(), issue.stored()),
              EventChain.none()));

  @Test
  void theTokenIsTheKey() {
    Authenticated key = assertInstanceOf(Authenticated.class, present(Credential.token(token)));
    assertEquals(issued.apiKey().id(), key.id());
    assertEquals(issued.secretId(), key.secretId());
    assertEquals(1, store.lookups);
  }

  @Test
  void theTokenMayComeAsThePrivateHalfOfItsPair() {
    String publicKey = issued.apiKey().publicKey().value();
    assertInstanceOf(Authenticated.class, present(Credential.pair(publicKey, token)));
    assertRejected(
        Rejected.Reason.WRONG_SECRET,
        Credential.pair(publicKey, token.substring(token.lastIndexOf('_') + 1)));
  }

  @Test
  void nothingThatIsPrintedTellsTheSecret() {
    String secret = token.substring(token.lastIndexOf('_') + 1);
    Credential credential = Credential.token(token);
    for (Object printed :
        List.of(
            issue,
            issued,
            credential,
            present(credential),
            assertThrows(InvalidValueException.class, () -> new PublicKey(token)),
            assertThrows(InvalidValueException.class, () -> PrivateKey.of(token + " ")))) {
      assertFalse(printed.toString().contains(secret.substring(0, 8)), "the secret is printed");
    }
  }

  @Property(tries = 200)
  void aTokenWithAWrongCharacterAsksNoStore(
      @ForAll @IntRange(max = 70) int at, @ForAll @CharRange(from = ' ', to = '~') char other) {
    String spoiled = token.substring(0, at) + other + token.substring(at + 1);
    if (!spoiled.equals(token)) {
      assertRejected(Rejected.Reason.MALFORMED, Credential.token(spoiled));
    }
    assertEquals(0, store.lookups);
  }

  @Test
  void anotherTokenWithTheRightChecksumIsRejected() {
    String head = token.substring(0, token.lastIndexOf('_') + 1);
    String forged = TokenOracle.sealed(head + "0".repeat(43));
    assertRejected(Rejected.Reason.WRONG_SECRET, Credential.token(forged));
    String renamed = token.substring(0, token.length() - 6).replaceFirst("acme_", "acmf_");
    assertRejected(Rejected.Reason.WRONG_SECRET, Credential.token(TokenOracle.sealed(renamed)));
    String unknown = TokenOracle.sealed("acme_abcdefgh_" + "0".repeat(43));
    assertRejected(Rejected.Reason.UNKNOWN_KEY, Credential.token(unknown));
    assertEquals(3, store.lookups);
  }

  @Test
  void aTokenOfAnUndeclaredPrefixAsksNoStore() {
    try (Claviger live = declaring("acme_live", "acm")) {
      String publicKey = issued.apiKey().publicKey().value();
      for (Credential test : List.of(Credential.token(token), Credential.pair(publicKey, token))) {
        assertRejected(Rejected.Reason.MALFORMED, live.authenticator().authenticate(test));
      }
      assertEquals(0, store.lookups);
      assertEquals(2, live.metrics().access().unauthenticated().get(Rejected.Reason.MALFORMED));
      for (String prefix : List.of("acme_live", "acm")) {
        String declared = TokenOracle.sealed(prefix + "_abcdefgh_" + "0".repeat(43));
        assertRejected(
            Rejected.Reason.UNKNOWN_KEY,
            live.authenticator().authenticate(Credential.token(declared)));
      }
      Credential pair = Credential.pair("abcdefgh", "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
      assertRejected(Rejected.Reason.UNKNOWN_KEY, live.authenticator().authenticate(pair));
    }
  }

  @Test
  void aTokenOfEachDeclaredPrefixIsTheKey() {
    try (Claviger both = declaring("acme_live", "acme")) {
      Authenticator authenticator = both.authenticator();
      assertInstanceOf(Authenticated.class, authenticator.authenticate(Credential.token(token)));
    }
  }

  private Claviger declaring(String first, String second) {
    return Claviger.builder(store)
        .clock(InstantSource.fixed(NOW))
        .tokens(TokenFormat.of(first), TokenFormat.of(second))
        .build();
  }

  private void assertRejected(Rejected.Reason reason, Credential credential) {
    assertRejected(reason, present(credential));
  }

  /** All that may be said to the outside. */
  private static void assertRejected(Rejected.Reason reason, AuthenticationResult result) {
    Rejected rejected = assertInstanceOf(Rejected.class, result);
    assertEquals(reason, rejected.reason());
    assertEquals("invalid credentials", rejected.publicMessage());
  }

  private AuthenticationResult present(Credential credential) {
    return Hashed.authenticator(store, hasher, InstantSource.fixed(NOW)).authenticate(credential);
  }
}
