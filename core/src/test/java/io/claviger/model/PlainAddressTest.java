package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "255.255.255.255",
        "192.0.2.17",
        "::",
        "::1",
        "1::",
        "2001:db8::1",
        "2001:DB8:0:0:1:2:3:4",
        "0001:0002:0003:0004:0005:0006:0007:0008",
        "::ffff:c000:211",
        "1:2:3:4:5:6::",
        "::1:2:3:4:5:6",
      })
  void theUsualFormsAreReadAsTheyAlwaysWere(String text) {
    assertNotNull(PlainAddress.read(text));
    assertEquals(AddressText.unusual(text), PlainAddress.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "01.2.3.4",
        "1.2.3.00",
        "1.2.3.256",
        "1.2.3.4 ",
        "1.2.3.4/32",
        "4294967297.1.1.1",
        ":",
        ":::",
        "::1::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8:",
        ":1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::8",
        "1:2:3:4::5:6:7:8:9",
        "12345::",
        "::ffff:1.2.3.4",
        "::g",
        "::1%1",
        "[::1]",
        "\uff11.2.3.4",
        "::\u0661",
      })
  void whatIsUnusualOrWrongIsLeft(String text) {
    assertNull(PlainAddress.read(text));
  }

  @Test
  void aGapOfOneGroupIsLeft() {
    assertNull(PlainAddress.read("1:2:3:4:5:6:7::"));
  }

  @Property
  void whatIsReadIsWhatTheOtherParserReads(@ForAll("texts") String text) {
    IpAddress plain = PlainAddress.read(text);
    if (plain != null) {
      assertEquals(AddressText.unusual(text), plain);
    }
  }

  @Property
  void whatIsPrintedIsReadAgain(@ForAll("addresses") IpAddress address) {
    assertEquals(address, IpAddress.parse(address.toString()));
  }

  @Property
  void whatTheOtherParserRefusesIsNotRead(@ForAll("texts") String text) {
    try {
      IpAddress unused = AddressText.unusual(text);
    } catch (InvalidValueException e) {
      assertNull(PlainAddress.read(text));
    }
  }

  /** Many of them are addresses, or nearly. */
  @Provide
  static Arbitrary<String> texts() {
    Arbitrary<String> decimals =
        Arbitraries.of("0", "1", "9", "10", "99", "255", "256", "01", "", "a");
    Arbitrary<String> groups =
        Arbitraries.of("0", "1", "f", "00ab", "ffff", "FFFF", "12345", "", "", "g", "1.2.3.4");
    return Arbitraries.oneOf(
        decimals.list().ofMinSize(3).ofMaxSize(5).map(parts -> String.join(".", parts)),
        groups.list().ofMinSize(2).ofMaxSize(9).map(parts -> String.join(":", parts)),
        Arbitraries.strings().withChars("0123456789abcdefAF:./").ofMaxLength(45));
  }

  @Provide
  static Arbitrary<IpAddress> addresses() {
    Arbitrary<Long> parts = Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.of(0L, 1L, -1L));
    return Arbitraries.oneOf(
        parts.map(low -> new IpAddress(IpAddress.Family.IPV4, 0, low & 0xffff_ffffL)),
        parts.flatMap(high -> parts.map(low -> new IpAddress(IpAddress.Family.IPV6, high, low))));
  }
}
