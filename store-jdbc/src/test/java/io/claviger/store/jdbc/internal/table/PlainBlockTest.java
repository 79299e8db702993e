package io.claviger.store.jdbc.internal.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.CidrBlock;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with the parser that knows all forms. */
class PlainBlockTest {
  @Property
  void whatIsStoredIsRead(@ForAll int address, @ForAll @IntRange(max = 32) int prefixLength) {
    CidrBlock block =
        CidrBlock.containing(
            new IpAddress(IpAddress.Family.IPV4, 0, address & 0xffff_ffffL), prefixLength);
    assertEquals(number(block), read(block.toString()));
    assertEquals(
        number(block), PlainBlock.ipv4("x" + block + "\t1", 1, 1 + block.toString().length()));
  }

  @Property
  void whatIsReadIsWhatTheOtherParserReads(@ForAll("texts") String text) {
    long block = read(text);
    if (block != PlainBlock.NONE) {
      assertEquals(number(CidrBlock.parse(text)), block);
    }
  }

  @Property
  void whatTheOtherParserRefusesIsNotRead(@ForAll("texts") String text) {
    try {
      CidrBlock unused = CidrBlock.parse(text);
    } catch (InvalidValueException e) {
      assertEquals(PlainBlock.NONE, read(text));
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
        "1.2.3.4/-1",
        "1..3.4/32",
        "1.2.3.4//2",
        "1/2/3/4/5",
        "4294967297.1.1.1/32",
        "1.2.3.4/4294967328",
        "::/0",
        "\uff11.2.3.4/32",
      })
  void whatIsOtherwiseIsLeft(String text) {
    assertEquals(PlainBlock.NONE, read(text));
  }

  private static long read(String text) {
    return PlainBlock.ipv4(text, 0, text.length());
  }

  private static long number(CidrBlock block) {
    return block.network().low() << 8 | block.prefixLength();
  }

  /** Returns texts of which many are blocks, or nearly. */
  @Provide
  static Arbitrary<String> texts() {
    Arbitrary<String> parts =
        Arbitraries.of("0", "1", "128", "10", "99", "255", "256", "01", "", "a");
    Arbitrary<String> lengths =
        Arbitraries.of("0", "1", "8", "9", "24", "31", "32", "33", "08", "");
    return parts
        .list()
        .ofMinSize(3)
        .ofMaxSize(5)
        .flatMap(four -> lengths.map(length -> String.join(".", four) + "/" + length));
  }
}
