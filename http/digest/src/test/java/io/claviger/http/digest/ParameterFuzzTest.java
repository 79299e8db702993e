package io.claviger.http.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.http.Authorization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever the text, it is read as its grammar says, or not at all. */
class ParameterFuzzTest {
  private static final String GOOD =
      new DigestClient("public000001", "secret", "MMS Public API")
          .answer(DigestAlgorithm.MD5, "GET", "/a%2Fb?c=d,e", "nonce", "0000000a");

  /** A parameter, and how it is spelled. */
  @Property(tries = 5000)
  void aSpoiledAnswerIsReadAsTheOracleReadsIt(@ForAll("spoiled") String value) {
    assertReadAsTheOracleReadsIt(value);
  }

  @Property(tries = 2000)
  void whateverTheTextItIsReadAsTheOracleReadsIt(
      @ForAll @CharRange(from = '\0', to = '\u00ff') @StringLength(max = 40) String text) {
    assertReadAsTheOracleReadsIt("Digest " + text);
    assertReadAsTheOracleReadsIt(text);
  }

  @Property(tries = 5000)
  void whateverOfTheGrammarItIsReadAsTheOracleReadsIt(
      @ForAll @Size(max = 20) List<@From("pieces") String> pieces) {
    assertReadAsTheOracleReadsIt("Digest " + String.join("", pieces));
  }

  private static void assertReadAsTheOracleReadsIt(String value) {
    Authorization header = Authorization.of(List.of(value));
    Optional<Map<String, String>> read =
        header.texts(DigestHeader.SCHEME).stream()
            .filter(unused -> header.isSingle())
            .findFirst()
            .flatMap(DigestHeader::parameters);
    assertEquals(ParameterOracle.read(value), read, value);
    assertEquals(read.flatMap(DigestAnswer::of).isPresent(), DigestHeader.read(header).isPresent());
  }

  @Provide
  static Arbitrary<String> pieces() {
    return Arbitraries.of(
        new String[] {
          ",", "\u007f", "\\\"", "\"", "\t", "e=\"\"", " ", "B", "*",
          "c=\"d\"", "\u00e9", "nonce", "a=b", "\\", "\n", "=", "a", "/",
          "userhash=true"
        });
  }

  /** An answer in which something is cut out, put in, doubled or moved. */
  @Provide
  static Arbitrary<String> spoiled() {
    Arbitrary<Integer> place = Arbitraries.integers().between(0, GOOD.length());
    return Combinators.combine(place, place, pieces(), Arbitraries.integers().between(0, 3))
        .as(
            (one, two, piece, kind) -> {
              int start = Math.min(one, two);
              int end = kind == 0 ? start : Math.min(Math.max(one, two), start + 3 * kind * kind);
              String middle = kind == 3 ? GOOD.substring(start, end).repeat(2) : piece;
              return GOOD.substring(0, start) + middle + GOOD.substring(end);
            });
  }
}
