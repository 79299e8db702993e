package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Property
  void eachPrintedBlockIsRead(@ForAll int address, @ForAll @IntRange(max = 32) int prefixLength) {
    CidrBlock block =
        CidrBlock.containing(
            new IpAddress(IpAddress.Family.IPV4, 0, address & 0xffff_ffffL), prefixLength);
    String text = block.toString();
    assertEquals(number(block), block(text));
    assertEquals(number(block), PlainAddress.ipv4Block("x" + text + "\t1", 1, 1 + text.length()));
    assertNull(PlainAddress.read(text));
  }

  @Property
  void aBlockIsWhatTheOtherParserReads(@ForAll("blocks") String text) {
    long block = block(text);
    if (block != PlainAddress.NO_BLOCK) {
      assertEquals(number(CidrBlock.parse(text)), block);
    }
  }

  @Property
  void aBlockThatTheOtherParserRefusesIsNotRead(@ForAll("blocks") String text) {
    try {
      CidrBlock unused = CidrBlock.parse(text);
    } catch (InvalidValueException e) {
      assertEquals(PlainAddress.NO_BLOCK, block(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "1.2.3.4",
        "1.2.3.4/",
        "1.2.3/24",
        "1.2.3.4.5/32",
        "1.2.3.4/33",
        "1.2.3.4/032",
        "10.0.0.0/08",
        "0.0.0.0/00",
        "0.0.0.0/33",
        "128.0.0.0/33",
        "0.0.0.0/99",
        "01.2.3.4/32",
        "1.2.3.4/24",
        "1.2.3.4/0",
        "1.2.3.256/32",
        "1.2.3.4/32 ",
        "1.2.3.4 ",
        "1.2.3.4/-1",
        "1..3.4/32",
        "1.2.3.4//2",
        "1/2/3/4/5",
        "4294967297.1.1.1/32",
        "1.2.3.4/4294967328",
        "::/0",
        "\uff11.2.3.4/32",
      })
  void whatIsNoBlockIsNotRead(String text) {
    assertEquals(PlainAddress.NO_BLOCK, block(text));
  }

  private static long block(String text) {
    return PlainAddress.ipv4Block(text, 0, text.length());
  }

  private static long number(CidrBlock block) {
    return block.network().low() << 8 | block.prefixLength();
  }

  /** Many of them are blocks, or nearly. */
  @Provide
  static Arbitrary<String> blocks() {
    Arbitrary<String> lengths =
        Arbitraries.of("0", "1", "8", "9", "24", "31", "32", "33", "08", "");
    return Arbitraries.of("0", "1", "128", "10", "99", "255", "256", "01", "", "a")
        .list()
        .ofMinSize(3)
        .ofMaxSize(5)
        .flatMap(parts -> lengths.map(length -> String.join(".", parts) + "/" + length));
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
