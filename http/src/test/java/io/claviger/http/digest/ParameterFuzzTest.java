package io.claviger.http.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
import net.jqwik.api.constraints.UniqueElements;

/** Whatever the text, it is read as its grammar says, or not at all. */
class ParameterFuzzTest {
  private static final String GOOD =
      new DigestClient("public000001", "secret", "MMS Public API")
          .answer(DigestAlgorithm.MD5, "GET", "/a%2Fb?c=d,e", "nonce", "0000000a");

  /** A parameter, and how it is spelled. */
  record Parameter(String name, String value, String spelling) {}

  @Property
  void allSpellingsOfParametersAreRead(
      @ForAll @Size(max = 9) @UniqueElements(by = NameOf.class)
          List<@From("parameters") Parameter> parameters,
      @ForAll("separators") String separator) {
    Map<String, String> expected = new HashMap<>();
    parameters.forEach(each -> expected.put(each.name(), each.value()));
    String text = String.join(separator, parameters.stream().map(Parameter::spelling).toList());
    assertEquals(Optional.of(expected), scan(" " + text));
    assertEquals(Optional.of(expected), scan(separator + text + separator));
    assertEquals(Optional.of(expected), ParameterOracle.read("Digest " + text));
  }

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
    Optional<Map<String, String>> read =
        DigestHeader.isDigest(value)
            ? scan(value.substring(Blanks.skip(value, 0) + "Digest".length()))
            : Optional.empty();
    assertEquals(ParameterOracle.read(value), read, value);
    assertEquals(
        read.flatMap(DigestAnswer::of).isPresent(), DigestHeader.read(List.of(value)).isPresent());
  }

  private static Optional<Map<String, String>> scan(String text) {
    return new ParameterScanner(text, 0).parameters();
  }

  /** What makes a parameter one of its kind. */
  static final class NameOf implements Function<Parameter, Object> {
    @Override
    public Object apply(Parameter parameter) {
      return parameter.name();
    }
  }

  @Provide
  static Arbitrary<Parameter> parameters() {
    return Arbitraries.oneOf(tokens(), quoted());
  }

  private static Arbitrary<Parameter> tokens() {
    return Combinators.combine(names(), token(), blanks(), blanks())
        .as((name, value, before, after) -> spelled(name, value, before + "=" + after + value));
  }

  /** With an escape before each third character, and where there must be one. */
  private static Arbitrary<Parameter> quoted() {
    Arbitrary<String> text = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(20);
    return Combinators.combine(names(), text, blanks(), blanks())
        .as(
            (name, value, before, after) ->
                spelled(name, value, before + "=" + after + '"' + escaped(value) + '"'));
  }

  private static Parameter spelled(String name, String value, String rest) {
    String mixed = name.length() % 2 == 0 ? name.toUpperCase(Locale.ROOT) : name;
    return new Parameter(name, value, mixed + rest);
  }

  private static String escaped(String value) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      escaped.append(c == '"' || c == '\\' || i % 3 == 0 ? "\\" : "").append(c);
    }
    return escaped.toString();
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars("abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~")
        .ofMinLength(1)
        .ofMaxLength(12);
  }

  private static Arbitrary<String> token() {
    return Arbitraries.strings()
        .withChars("ABCabcxyzXYZ0189!#$%&'*+-.^_`|~")
        .ofMinLength(1)
        .ofMaxLength(12);
  }

  private static Arbitrary<String> blanks() {
    return Arbitraries.of("", "", " ", "\t", "  \t ");
  }

  @Provide
  static Arbitrary<String> separators() {
    return Arbitraries.of(",", ", ", " ,", "\t,\t", ",,", " , , ,");
  }

  @Provide
  static Arbitrary<String> pieces() {
    return Arbitraries.of(
        ",",
        "=",
        "\"",
        "\\",
        " ",
        "\t",
        "a",
        "B",
        "nonce",
        "a=b",
        "c=\"d\"",
        "e=\"\"",
        "\\\"",
        "/",
        "\n",
        "\u00e9",
        "\u007f",
        "*",
        "userhash=true");
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
