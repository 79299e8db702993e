package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.CidrBlock.HostBits;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal says what was probably meant, and what it suggests is understood. */
class AddressHintTest {
  private static final Pattern SUGGESTION = Pattern.compile("did you mean (\\S+)\\?");

  @ParameterizedTest
  @CsvSource({
    "010.1.2.3,               10.1.2.3",
    "192.168.001.010,         192.168.1.10",
    "1.2.3.00,                1.2.3.0",
    "010.0.0.0/8,             10.0.0.0/8",
    "10.*,                    10.0.0.0/8",
    "10.*.*.*,                10.0.0.0/8",
    "192.168.*,               192.168.0.0/16",
    "192.168.*.*,             192.168.0.0/16",
    "203.0.113.*,             203.0.113.0/24",
    "203.0.113.0/255.255.255.0,   203.0.113.0/24",
    "203.0.113.9/255.255.255.255, 203.0.113.9/32",
    "0.0.0.0/0.0.0.0,         0.0.0.0/0",
  })
  void suggests(String text, String suggestion) {
    assertEquals(List.of(suggestion), suggestions(text));
  }

  @Test
  void aBlockWithHostBitsMayMeanTheNetworkOrTheAddress() {
    String message = message("203.0.113.9/24");
    assertTrue(message.contains("203.0.113.0/24 (the network)"), message);
    assertTrue(message.contains("203.0.113.9/32 (the one address)"), message);
    message = message("::ffff:203.0.113.9/120");
    assertTrue(message.contains("203.0.113.0/24 (the network)"), message);
    assertTrue(message.contains("203.0.113.9/32 (the one address)"), message);
    message = message("2001:db8::1/64");
    assertTrue(message.contains("2001:db8::/64 (the network)"), message);
    assertTrue(message.contains("2001:db8::1/128 (the one address)"), message);
  }

  /** Users are shown the same hint, and nothing that they wrote but the text itself. */
  @Property
  void usersGetTheHintOfTheLog(@ForAll("texts") String text) {
    try {
      CidrBlock.parse(text);
    } catch (InvalidValueException e) {
      String hint = e.parameters().get(1);
      assertTrue(hint.matches("[A-Za-z0-9 .,:;/()?%-]+"), hint);
      assertTrue(e.getMessage().endsWith(": " + hint), e.getMessage());
      assertTrue(e.publicMessage().matches("(?s).*; \\Q" + hint + "\\E[.]?"), e.publicMessage());
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(dotted(), Arbitraries.strings());
  }

  static final String[] UNCLEAR = {
    "1.2.3.0/::ffff:255.0.0.0", "192.168.*.5", "1.2.3.4.*", "*.*.*.*", "1.2.3*", "1..*", "*.1",
    "1.2.3.0/255.0.255.0", "010.0.0.0/99", "1.2.3.0/1.2", "1.2.3.256", "999.*", "1.2.3", "*",
    "1.2.3.0/0.0.0.255", "::/255.255.255.0", "0300.1.1.1", "00.00.00", "1.*/8", "1*.2"
  };

  @ParameterizedTest
  @FieldSource("UNCLEAR")
  void suggestsNothingWhereItCannotKnow(String text) {
    assertEquals(List.of(), suggestions(text));
  }

  @ParameterizedTest
  @CsvSource({
    "'',                    it is empty",
    "' 1.2.3.4',            remove the blanks",
    "'1.2.3.4\t',           remove the blanks",
    "fe80::1%eth0,          zone",
    "%eth0,                 zone",
    "-1.2.3.4,              one block at a time",
    "',1.2.3.4',            one block at a time",
    "[::1]:80,              brackets",
    "1.2.3.4-1.2.3.9,       one block at a time",
    "'1.2.3.4,5.6.7.8',     one block at a time",
    "*.*.*.*,               wildcards",
    "1.2.3,                 four numbers",
    "1.2.3.256,             each number is 0 to 255",
    "localhost,             names are never looked up",
    "cafe,                  names are never looked up",
    "localhost:80,          names are never looked up",
    "1.2.3.4:443,           remove the port",
    "2001:db8:1,            eight groups",
    "1::2::3,               eight groups",
    "12345::,               eight groups",
    "1.2.3.0/-1,            cannot be negative",
    "::ffff:1.2.3.4/100,    did you mean 0.0.0.0/4",
    "::ffff:1.2.3.4/100,    ::ffff:1.2.3.4/100",
    "::ffff:1.2.3.4/95,     write an IPv4 block",
    "1.2.3.4/33,            0 to 32",
    "::1/129,               0 to 128",
  })
  void saysWhatIsWrong(String text, String words) {
    String message = message(text);
    assertTrue(message.contains(words), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/24", "10.0.0.0\\8", "10.0.0.0/+8", "\uff11\uff10.0.0.1", "\ud83d\ude00"})
  void saysNothingOfNamesWhereThereIsNone(String text) {
    String message = message(text);
    assertFalse(message.contains("names"), message);
  }

  @Test
  void aVeryLongTextGetsNoHintAndIsShownShortened() {
    assertTrue(message("1".repeat(100)).contains("four numbers"));
    assertFalse(message("1".repeat(101)).contains("four numbers"));
    String message = message("1.".repeat(50_000));
    assertFalse(message.contains("did you mean"), message);
    assertTrue(message.contains("... (100000 characters)"), message);
    assertTrue(message.length() < 300, message);
  }

  @Property
  void whatItSuggestsIsUnderstood(@ForAll("dotted") String text) {
    try {
      CidrBlock.parse(text);
    } catch (InvalidValueException e) {
      suggestions(text).forEach(AddressHintTest::assertUnderstood);
    }
  }

  @Provide
  Arbitrary<String> dotted() {
    return Arbitraries.of(
            new String[] {
              "255.255.0.0", "*", ".", "/", "8",
              "255", "01", "1", ".", ".",
              "256", "0"
            })
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static void assertUnderstood(String suggestion) {
    CidrBlock.parse(suggestion, HostBits.CLEAR);
  }

  private static List<String> suggestions(String text) {
    Matcher matcher = SUGGESTION.matcher(message(text));
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String message(String text) {
    return assertThrows(InvalidValueException.class, () -> CidrBlock.parse(text)).getMessage();
  }
}
