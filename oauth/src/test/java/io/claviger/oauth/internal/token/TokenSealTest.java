package io.claviger.oauth.internal.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Peppers;
import io.claviger.model.AccessToken;
import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyId;
import io.claviger.model.InvalidValueException;
import io.claviger.model.ProjectId;
import io.claviger.model.PublicKey;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretId;
import io.claviger.store.tck.arbitraries.ArbitraryIds;
import io.claviger.store.tck.arbitraries.ArbitraryRoles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TokenSealTest {
  private static final String HEAD = "acme_at.";
  private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");

  private final Peppers peppers = Peppers.of(3, pepper(3)).alsoVerifying(1, pepper(1));
  private final TokenSeal seal = new TokenSeal(peppers, "acme", "https://api.acme.example");
  private final SealedToken token =
      new SealedToken(
          new AccessToken(
              new ApiKeyId("0123456789abcdef01234567"),
              new AccessTokenId("89abcdef0123456789abcdef"),
              START.plusSeconds(3_600)),
          new PublicKey("abcdefgh"),
          new SecretId("fedcba9876543210fedcba98"),
          START,
          Optional.empty());

  private static byte[] pepper(int seed) {
    byte[] pepper = new byte[32];
    for (int i = 0; i < pepper.length; i++) {
      pepper[i] = (byte) (seed * (i + 1));
    }
    return pepper;
  }

  @Property
  void whatWasSealedIsRead(@ForAll("tokens") SealedToken any) {
    String text = seal.seal(any);
    assertEquals(Optional.of(any), seal.open(text));
    assertTrue(text.matches("acme_at\\.[0-9A-Za-z_-]+"), text);
    assertTrue(text.length() <= 1_000, text.length() + " characters");
  }

  /** Stays readable: a change of the form is a change of its version. */
  @Test
  void theFormIsThisOne() throws Exception {
    String content =
        "01" // version of the form
            + "00000003" // version of the pepper
            + "0123456789abcdef01234567" // key
            + "fedcba9876543210fedcba98" // secret
            + "08"
            + HexFormat.of().formatHex("abcdefgh".getBytes(StandardCharsets.US_ASCII))
            + HexFormat.of().formatHex(audience("https://api.acme.example"))
            + String.format("%010x", START.getEpochSecond())
            + "000e10" // an hour
            + "89abcdef0123456789abcdef" // token
            + "0000"; // no scope
    byte[] signed = HexFormat.of().parseHex(content);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(peppers.keysFor("claviger-oauth access token 1", "HmacSHA256").get(3));
    byte[] whole = Arrays.copyOf(signed, signed.length + 16);
    mac.update(HEAD.getBytes(StandardCharsets.US_ASCII));
    System.arraycopy(mac.doFinal(signed), 0, whole, signed.length, 16);
    assertEquals(
        HEAD + Base64.getUrlEncoder().withoutPadding().encodeToString(whole), seal.seal(token));
  }

  private static byte[] audience(String name) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(hash, 8);
  }

  @Test
  void everyFlippedBitIsRefused() {
    for (SealedToken each : List.of(token, downscoped())) {
      byte[] bytes = Base64.getUrlDecoder().decode(seal.seal(each).substring(HEAD.length()));
      for (int bit = 0; bit < Byte.SIZE * bytes.length; bit++) {
        byte[] flipped = bytes.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        String text = HEAD + Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
        assertEquals(Optional.empty(), seal.open(text), "bit " + bit);
      }
    }
  }

  @Test
  void everyOtherCharacterIsRefused() {
    String text = seal.seal(token);
    for (int at = 0; at < text.length(); at++) {
      for (char c = 0; c < 0x100; c++) {
        if (c != text.charAt(at)) {
          String wrong = text.substring(0, at) + c + text.substring(at + 1);
          assertEquals(Optional.empty(), seal.open(wrong), at + ": " + (int) c);
        }
      }
    }
  }

  @Test
  void everyOtherLengthIsRefused() {
    String text = seal.seal(token);
    List<String> wrong = new ArrayList<>();
    for (int end = 0; end < text.length(); end++) {
      wrong.add(text.substring(0, end));
      wrong.add(text.substring(end + 1));
    }
    for (String more : List.of("A", "AA", "AAAA", "=", "==", " ", ".", "A".repeat(10_000))) {
      wrong.add(text + more);
      wrong.add(HEAD + more + text.substring(HEAD.length()));
    }
    wrong.forEach(each -> assertEquals(Optional.empty(), seal.open(each), each.length() + ""));
  }

  @Property
  void noTextIsOneByChance(@ForAll("texts") String text) {
    assertEquals(Optional.empty(), seal.open(text));
    assertEquals(Optional.empty(), seal.open(HEAD + text));
  }

  /** With the pepper, anybody can seal anything; it must be read without an exception. */
  @Property
  void noSealedContentThrows(@ForAll byte[] content) {
    byte[] audience = new byte[TokenBytes.AUDIENCE_BYTES];
    Optional<SealedToken> read = TokenBytes.read(content, audience);
    read.ifPresent(
        good ->
            assertEquals(
                good, TokenBytes.read(TokenBytes.write(good, audience), audience).orElseThrow()));
  }

  @Test
  void anotherPrefixAudienceOrPepperOpensNothing() {
    String text = seal.seal(token);
    String audience = "https://api.acme.example";
    for (TokenSeal other :
        List.of(
            new TokenSeal(peppers, "acme2", audience),
            new TokenSeal(peppers, "acme", audience + "/"),
            new TokenSeal(Peppers.of(3, pepper(4)), "acme", audience),
            new TokenSeal(Peppers.of(4, pepper(3)), "acme", audience))) {
      assertEquals(Optional.empty(), other.open(text));
    }
    TokenSeal live = new TokenSeal(peppers, "acme_live", audience);
    String renamed = "acme_live_at." + text.substring(HEAD.length());
    assertEquals(Optional.empty(), live.open(renamed), "its prefix is part of it");
    Peppers next = Peppers.of(4, pepper(4)).alsoVerifying(3, pepper(3));
    assertEquals(Optional.of(token), new TokenSeal(next, "acme", audience).open(text));
  }

  /** A longer lifetime would run into the time of issue, which stands before it. */
  @Test
  void onlyTimesThatATokenCanSayAreSealed() {
    long longest = (1 << 24) - 1;
    lasting(START, longest);
    lasting(Instant.EPOCH, 0);
    for (Executable wrong :
        List.<Executable>of(
            () -> lasting(START, longest + 1),
            () -> lasting(START, -1),
            () -> lasting(Instant.EPOCH.minusSeconds(1), 1),
            () -> lasting(START.plusMillis(1), 1),
            () -> lasting(START, START.plusMillis(1)),
            () -> lasting(Instant.ofEpochSecond(1L << 40), START))) {
      assertThrows(InvalidValueException.class, wrong);
    }
  }

  private void lasting(Instant issued, long seconds) {
    lasting(issued, issued.plusSeconds(seconds));
  }

  private void lasting(Instant issued, Instant end) {
    AccessToken its = token.token();
    SealedToken made =
        new SealedToken(
            new AccessToken(its.apiKey(), its.id(), end),
            token.publicKey(),
            token.secret(),
            issued,
            Optional.empty());
    assertEquals(Optional.of(made), seal.open(seal.seal(made)));
  }

  @Test
  void itNeedsACurrentPepper() {
    for (Peppers none : List.of(Peppers.none(), Peppers.verifying(1, pepper(1)))) {
      assertThrows(InvalidValueException.class, () -> new TokenSeal(none, "acme", "audience"));
    }
  }

  private SealedToken downscoped() {
    return new SealedToken(
        token.token(),
        token.publicKey(),
        token.secret(),
        token.issuedAt(),
        Optional.of(
            Set.of(
                RoleAssignment.onOrganization(Role.ORG_MEMBER),
                RoleAssignment.onProject(Role.PROJECT_OWNER, new ProjectId("p1")))));
  }

  @Provide
  Arbitrary<SealedToken> tokens() {
    Arbitrary<AccessTokenId> ids =
        ArbitraryIds.secretIds().map(id -> new AccessTokenId(id.value()));
    Arbitrary<Long> starts = Arbitraries.longs().between(0, 200_000_000_000L);
    Arbitrary<Integer> lives = Arbitraries.integers().between(0, (1 << 24) - 1);
    Arbitrary<Optional<Set<RoleAssignment>>> roles =
        ArbitraryRoles.assignments()
            .set()
            .ofMinSize(1)
            .ofMaxSize(8)
            .<Set<RoleAssignment>>map(TreeSet::new)
            .filter(set -> ScopeText.read(ScopeText.write(set)).equals(Optional.of(set)))
            .optional();
    Arbitrary<SealedToken> lifetime =
        Combinators.combine(ids, starts, lives)
            .as(
                (id, start, lasts) ->
                    new SealedToken(
                        new AccessToken(
                            token.token().apiKey(), id, Instant.ofEpochSecond(start + lasts)),
                        token.publicKey(),
                        token.secret(),
                        Instant.ofEpochSecond(start),
                        Optional.empty()));
    return Combinators.combine(
            lifetime,
            ArbitraryIds.apiKeyIds(),
            ArbitraryIds.publicKeys(),
            ArbitraryIds.secretIds(),
            roles)
        .as(
            (its, key, publicKey, secret, only) ->
                new SealedToken(
                    new AccessToken(key, its.token().id(), its.token().expiresAt()),
                    publicKey,
                    secret,
                    its.issuedAt(),
                    only));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> base64 =
        Arbitraries.strings()
            .withCharRange('0', '9')
            .withCharRange('A', 'Z')
            .withCharRange('a', 'z')
            .withChars("-_")
            .ofMaxLength(300);
    return Arbitraries.oneOf(base64, Arbitraries.strings().ofMaxLength(300));
  }
}
