package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.model.CidrBlock.HostBits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text, a parser answers with a value that prints as the text, or refuses. */
class ParserFuzzTest {
  private static final List<Function<String, String>> PARSERS =
      List.of(
          text -> new ApiKeyId(text).value(),
          text -> new SecretId(text).value(),
          text -> new EventId(text).value(),
          text -> new OrganizationId(text).value(),
          text -> new ProjectId(text).value(),
          text -> new PublicKey(text).value(),
          text -> PrivateKey.of(text).reveal(),
          text -> new SecretHint(text).redacted(),
          text -> TokenFormat.of(text).prefix(),
          text -> new Role(text).name(),
          text -> new Permission(text).name(),
          text -> NewApiKey.of(text, Role.ORG_MEMBER).description(),
          text -> NewOrganization.named(text).name(),
          text -> ((Caller.User) Caller.user(text)).name(),
          text -> ((Caller.Application) Caller.application(text)).name(),
          text -> Labels.of(Map.of(text, text)).values().get(text));

  @Property
  void everyParserKeepsTheTextOrRefusesIt(@ForAll("hostile") String text) {
    for (Function<String, String> parser : PARSERS) {
      try {
        assertEquals(text, parser.apply(text));
      } catch (InvalidValueException e) {
        assertMessageIsSafe(e);
      }
    }
  }

  @Property
  void aRefusedHalfOfACredentialIsNeverRepeated(@ForAll("unusual") String text) {
    for (Consumer<String> parser :
        List.<Consumer<String>>of(PublicKey::new, PrivateKey::of, SecretHint::new)) {
      try {
        parser.accept(text);
      } catch (InvalidValueException e) {
        assertFalse(e.getMessage().contains(text), "the message repeats the text");
        assertFalse(e.parameters().contains(text), "the parameters repeat the text");
      }
    }
  }

  @Property(tries = 1500)
  void anAddressIsReadAsTheOracleReadsIt(@ForAll("addressLike") String text) {
    Optional<AddressOracle.Numeral> expected = AddressOracle.read(text);
    Optional<IpAddress> read = read(text);
    assertEquals(expected, read.map(AddressOracle::number), () -> "<" + text + ">");
    read.ifPresent(address -> assertEquals(AddressOracle.java(text), address));
    assertEquals(expected.isPresent() && text.indexOf('/') < 0, readsAsBlock(text));
  }

  @Property
  void noHostileTextIsAnAddressUnlessTheOracleReadsIt(@ForAll("hostile") String text) {
    assertEquals(AddressOracle.read(text), read(text).map(AddressOracle::number));
  }

  @Property(tries = 1000)
  void aBlockIsReadAsTheOracleReadsIt(
      @ForAll("addressLike") String address, @ForAll("prefixLike") String prefix) {
    String text = address + "/" + prefix;
    boolean canonical = prefix.matches("0|[1-9][0-9]{0,2}");
    Optional<CidrBlock> expected =
        canonical ? block(address, Integer.parseInt(prefix)) : Optional.empty();
    Optional<CidrBlock> actual = Optional.empty();
    try {
      actual = Optional.of(CidrBlock.parse(text, HostBits.CLEAR));
    } catch (InvalidValueException e) {
      assertMessageIsSafe(e);
    }
    assertEquals(expected, actual, () -> "<" + text + ">");
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> anything =
        Arbitraries.strings().withCharRange('\0', '\uffff').ofMaxLength(60);
    Arbitrary<String> pieces =
        Arbitraries.of(
                new String[] {
                  "\0", "\ud83d", "\uff11", "ORG_", "\n", "::", "A", "-", "%", "\ude00",
                  "\u001b[0m", "\u202e", "\u0661", "OWNER", "\t", "\\", "a", "f", "*", "'",
                  "1.2.3.4", "\u00a0", "\ufeff", "GROUP_", "\ud83d\ude00", "\"", " ", "0", "_", "$",
                  "\u007f", "\u0085", "/"
                })
            .list()
            .ofMaxSize(40)
            .map(parts -> String.join("", parts));
    Arbitrary<String> longOnes =
        Combinators.combine(
                Arbitraries.of("a", "0", "\ud83d\ude00", "ORG_", "é"),
                Arbitraries.integers().between(1, 300))
            .as(String::repeat);
    return Arbitraries.oneOf(anything, pieces, longOnes, addressLike());
  }

  /** Texts that appear in no message by accident. */
  @Provide
  Arbitrary<String> unusual() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .withChars('\0', '\n', 'é', '\ud83d')
        .ofMinLength(5)
        .ofMaxLength(300)
        .map(text -> "Zq" + text + "#!");
  }

  @Provide
  Arbitrary<String> addressLike() {
    Arbitrary<String> soup =
        Arbitraries.of(
                new String[] {
                  ":", "ffff", "0:0", "::", "01", "0", "9", "F",
                  "::ffff:", "255", "256", "1:2:3", "1.2.3.4", ".", "1", "a",
                  "db8"
                })
            .list()
            .ofMinSize(1)
            .ofMaxSize(10)
            .map(parts -> String.join("", parts));
    Arbitrary<String> spoiled =
        Combinators.combine(
                new AddressArbitraries().addresses().map(IpAddress::toString),
                Arbitraries.integers().between(0, 50),
                Arbitraries.of(
                    new String[] {
                      "::", "0", "f", " ", "g",
                      "00", "1", "F", "%", "",
                      ":", "."
                    }),
                Arbitraries.integers().between(0, 2))
            .as(ParserFuzzTest::spoil);
    Arbitrary<String> groups =
        Arbitraries.of("0", "1", "ab", "0000", "", "00001")
            .list()
            .ofMinSize(6)
            .ofMaxSize(9)
            .map(parts -> String.join(":", parts));
    return Arbitraries.oneOf(soup, spoiled, groups);
  }

  @Provide
  Arbitrary<String> prefixLike() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 140).map(Object::toString),
        Arbitraries.of(
            new String[] {
              "", "+1", "00", "8 ", "999",
              "255.0.0.0", "-1", "08", " 8", "a",
              "4294967304"
            }));
  }

  private static String spoil(String text, int at, String insert, int drop) {
    int from = Math.min(at, text.length());
    return text.substring(0, from) + insert + text.substring(Math.min(from + drop, text.length()));
  }

  private static Optional<CidrBlock> block(String address, int length) {
    Optional<AddressOracle.Numeral> number = AddressOracle.read(address);
    boolean mapped = number.isPresent() && number.get().bits() == 32 && address.contains(":");
    int own = mapped ? length - 96 : length;
    if (number.isEmpty() || own < 0 || own > number.get().bits()) {
      return Optional.empty();
    }
    return Optional.of(new CidrBlock(number.get().cleared(own).address(), own));
  }

  private static Optional<IpAddress> read(String text) {
    try {
      return Optional.of(IpAddress.parse(text));
    } catch (InvalidValueException e) {
      assertMessageIsSafe(e);
      return Optional.empty();
    }
  }

  private static boolean readsAsBlock(String text) {
    return accepted(() -> CidrBlock.parse(text));
  }

  private static boolean accepted(Runnable parser) {
    try {
      parser.run();
      return true;
    } catch (InvalidValueException e) {
      return false;
    }
  }

  private static void assertMessageIsSafe(InvalidValueException e) {
    assertTrue(e.getMessage().chars().allMatch(c -> c >= ' ' && c <= '~'), "printable ASCII only");
    assertTrue(e.getMessage().length() < 1500, "short");
    e.parameters().forEach(value -> assertTrue(value.length() < 600, "short parameters"));
  }
}
