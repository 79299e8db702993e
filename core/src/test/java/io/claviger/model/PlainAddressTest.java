package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PlainAddressTest {
  static final String[] USUAL = {
    "0001:0002:0003:0004:0005:0006:0007:0008", "2001:db8::1", "192.0.2.17", "1::", "::",
    "2001:DB8:0:0:1:2:3:4", "1:2:3:4:5:6::", "::1:2:3:4:5:6", "0.0.0.0", "::1",
    "255.255.255.255", "::ffff:c000:211"
  };

  @ParameterizedTest
  @FieldSource("USUAL")
  void theUsualFormsAreReadAsTheyAlwaysWere(String text) {
    assertNotNull(PlainAddress.read(text));
    assertEquals(AddressText.unusual(text), PlainAddress.read(text));
  }

  @Property
  void whatIsReadIsWhatTheOtherParserReads(@ForAll("texts") String text) {
    IpAddress plain = PlainAddress.read(text);
    if (plain != null) {
      assertEquals(AddressText.unusual(text), plain);
    }
  }

  /** Many of them are addresses, or nearly. */
  @Provide
  static Arbitrary<String> texts() {
    Arbitrary<String> decimals =
        Arbitraries.of(
            new String[] {
              "255", "01", "9", "",
              "256", "0", "1", "a",
              "10", "99"
            });
    Arbitrary<String> groups =
        Arbitraries.of(
            new String[] {
              "1.2.3.4", "FFFF", "1", "g", "",
              "12345", "ffff", "0", "f", "",
              "00ab"
            });
    return Arbitraries.oneOf(
        decimals.list().ofMinSize(3).ofMaxSize(5).map(parts -> String.join(".", parts)),
        groups.list().ofMinSize(2).ofMaxSize(9).map(parts -> String.join(":", parts)),
        Arbitraries.strings().withChars("0123456789abcdefAF:./").ofMaxLength(45));
  }
}
