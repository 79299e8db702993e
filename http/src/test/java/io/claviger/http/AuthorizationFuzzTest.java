package io.claviger.http;

import static io.claviger.http.AuthorizationArbitraries.base64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Credential;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.statistics.Statistics;

/** Whatever the header, the result is the credential that it spells, or that it is malformed. */
class AuthorizationFuzzTest {
  @Property
  void everyPairIsReadAsWhatItWasMadeOf(
      @ForAll("publicKeys") String publicKey,
      @ForAll("privateKeys") String privateKey,
      @ForAll("basic") String scheme,
      @ForAll @IntRange(min = 1, max = 40) int blanks) {
    String encoded = base64(publicKey + ":" + privateKey);
    Credential pair = Credential.pair(new PublicKey(publicKey), PrivateKey.of(privateKey));
    assertEquals(pair, read(scheme + " ".repeat(blanks) + encoded));
  }

  @Property
  void everyTokenIsReadAsWhatItWasMadeOf(
      @ForAll("tokens") String token,
      @ForAll("bearer") String scheme,
      @ForAll @IntRange(min = 1, max = 40) int blanks) {
    PublicKey publicKey = new PublicKey(token.split("_", -1)[1]);
    PrivateKey privateKey = PrivateKey.of(token);
    String bearer = scheme + " ".repeat(blanks) + token;
    assertEquals(Credential.pair(publicKey, privateKey), read(bearer));
    assertEquals(read(bearer), read("Basic " + base64(publicKey + ":" + token)));
  }

  @Property(tries = 3000)
  void aSpoiledHeaderIsReadAsTheOracleReadsIt(@ForAll("spoiled") String value) {
    assertReadAsTheOracleReadsIt(value);
    Statistics.label("read").collect(read(value).publicKey().isPresent());
    Statistics.label("read")
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 3);
              coverage.check(false).percentage(share -> share > 50);
            });
  }

  /** In Base64 that is right. */
  @Property(tries = 2000)
  void aSpoiledPairIsReadAsTheOracleReadsIt(@ForAll("spoiledPairs") String pair) {
    assertReadAsTheOracleReadsIt("Basic " + base64(pair));
    Statistics.label("read").collect(read("Basic " + base64(pair)).publicKey().isPresent());
    Statistics.label("read")
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 3));
  }

  @Property(tries = 2000)
  void whateverTheTextItIsReadAsTheOracleReadsIt(
      @ForAll @CharRange(from = '\0', to = '\uffff') @StringLength(max = 60) String text) {
    assertReadAsTheOracleReadsIt(text);
    assertReadAsTheOracleReadsIt("Basic " + text);
    assertReadAsTheOracleReadsIt("Bearer " + text);
  }

  @Property(tries = 300)
  void twoValuesAreMalformedWhateverTheyAre(
      @ForAll @Size(min = 2, max = 5) List<@From("spoiled") String> values) {
    assertTrue(Authorization.of(values).credential().isMalformed());
    assertEquals(Credential.malformed(""), read(String.join(", ", values)));
    assertEquals(Credential.malformed(""), read(String.join(",", values)));
  }

  private static void assertReadAsTheOracleReadsIt(String value) {
    Credential read = read(value);
    assertEquals(AuthorizationOracle.read(value), read, () -> "<" + value + ">");
    if (read.publicKey().isPresent()) {
      assertEquals(token68(value), spelled(read, value));
    }
  }

  /** What is behind the scheme. */
  private static String token68(String value) {
    return value.strip().substring(value.strip().lastIndexOf(' ') + 1);
  }

  /** What a client would send for it. */
  private static String spelled(Credential pair, String value) {
    String secret = pair.privateKey().orElseThrow().reveal();
    boolean basic = value.strip().toLowerCase(Locale.ROOT).startsWith("basic");
    return basic ? base64(pair.publicKey().orElseThrow() + ":" + secret) : secret;
  }

  /** Whatever it is, of its private half it prints the hint. */
  private static Credential read(String value) {
    Credential read = Authorization.of(List.of(value)).credential();
    if (read.publicKey().isPresent()) {
      assertEquals(printed(read), read.toString());
      return read;
    }
    assertTrue(List.of("Malformed[]", "Malformed[two credentials]").contains(read.toString()));
    return Credential.malformed("");
  }

  private static String printed(Credential pair) {
    String hint = pair.privateKey().orElseThrow().hint().redacted();
    return "Pair[publicKey=" + pair.publicKey().orElseThrow() + ", privateKey=" + hint + "]";
  }

  @Provide
  Arbitrary<String> basic() {
    return AuthorizationArbitraries.inAnyCase("basic");
  }

  @Provide
  Arbitrary<String> bearer() {
    return AuthorizationArbitraries.inAnyCase("bearer");
  }

  @Provide
  Arbitrary<String> publicKeys() {
    return AuthorizationArbitraries.publicKeys();
  }

  @Provide
  Arbitrary<String> privateKeys() {
    return AuthorizationArbitraries.privateKeys();
  }

  @Provide
  Arbitrary<String> tokens() {
    return Tokens.any();
  }

  @Provide
  Arbitrary<String> spoiled() {
    return AuthorizationArbitraries.spoiledHeaders();
  }

  @Provide
  Arbitrary<String> spoiledPairs() {
    return AuthorizationArbitraries.spoiledPairs();
  }
}
