package io.claviger.model;

import static io.claviger.model.Samples.block;
import static io.claviger.model.Samples.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.CidrBlock.HostBits;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Domain(AddressArbitraries.class)
class CidrBlockTest {
  @Property
  void itContainsWhatSharesItsPrefix(@ForAll CidrBlock block, @ForAll IpAddress anywhere) {
    assertContainsAsTheOracleSays(block, anywhere);
    AddressArbitraries.around(block).forEach(near -> assertContainsAsTheOracleSays(block, near));
  }

  @Property
  void itContainsABlockIfItContainsBothItsEnds(@ForAll CidrBlock a, @ForAll CidrBlock b) {
    AddressOracle.Numeral network = AddressOracle.number(b.network());
    boolean expected =
        b.prefixLength() >= a.prefixLength()
            && network.isIn(AddressOracle.number(a.network()), a.prefixLength());
    assertEquals(expected, a.contains(b));
    assertTrue(a.contains(a));
  }

  @Property
  void itsTextIsCanonicalAndIsReadBack(@ForAll CidrBlock block) {
    String expected =
        AddressOracle.print(AddressOracle.number(block.network())) + "/" + block.prefixLength();
    assertEquals(expected, block.toString());
    assertEquals(block, CidrBlock.parse(expected));
    assertEquals(block, CidrBlock.parse(expected, HostBits.CLEAR));
  }

  @Property
  void hostBitsAreClearedOrRefused(@ForAll IpAddress address, @ForAll int any) {
    int length = Math.floorMod(any, address.family().bits() + 1);
    IpAddress network = AddressOracle.number(address).cleared(length).address();
    String text = address + "/" + length;
    CidrBlock expected = new CidrBlock(network, length);
    assertEquals(expected, CidrBlock.parse(text, HostBits.CLEAR));
    assertEquals(expected, CidrBlock.containing(address, length));
    if (network.equals(address)) {
      assertEquals(expected, CidrBlock.parse(text));
    } else {
      Refusal.expect(ErrorCode.INVALID_ADDRESS, () -> CidrBlock.parse(text));
      Refusal.expect(ErrorCode.INVALID_ADDRESS, () -> new CidrBlock(address, length));
    }
  }

  @Property
  void theOrderIsTotalAndConsistentWithEquals(
      @ForAll CidrBlock a, @ForAll CidrBlock b, @ForAll CidrBlock c) {
    assertEquals(a.equals(b), a.compareTo(b) == 0);
    assertEquals(Integer.signum(a.compareTo(b)), -Integer.signum(b.compareTo(a)));
    if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
      assertTrue(a.compareTo(c) <= 0);
    }
    if (a.contains(b)) {
      assertTrue(a.compareTo(b) <= 0, "a wider block comes before those inside");
    }
  }

  @Property
  void aSingleAddressIsTheBlockOfFullLength(@ForAll IpAddress address) {
    CidrBlock single = CidrBlock.of(address);
    assertEquals(single, CidrBlock.parse(address.toString()));
    assertEquals(single, CidrBlock.parse(address + "/" + address.family().bits()));
    assertEquals(Optional.of(address), single.singleAddress());
    assertTrue(single.contains(address));
    CidrBlock wider = CidrBlock.containing(address, address.family().bits() - 1);
    assertEquals(Optional.empty(), wider.singleAddress());
  }

  @ParameterizedTest
  @CsvSource({"::/0", "::/80", "::/95", "::/96", "::fffe:0:0/95", "::ffff:0:0:0/96"})
  void anIpv6BlockAdmitsNoIpv4AddressEvenIfItSpansTheMappedOnes(String text) {
    CidrBlock block = block(text);
    assertEquals(IpAddress.Family.IPV6, block.network().family());
    assertFalse(block.contains(ip("0.0.0.0")));
    assertFalse(block.contains(ip("203.0.113.7")));
    assertFalse(block.contains(ip("::ffff:203.0.113.7")));
    assertFalse(block.contains(block("203.0.113.7")));
    assertFalse(block.contains(block("0.0.0.0/0")));
  }

  @Test
  void anIpv4BlockAdmitsNoIpv6Address() {
    assertFalse(block("0.0.0.0/0").contains(ip("::")));
    assertFalse(block("0.0.0.0/0").contains(ip("::203.0.113.7")));
    assertFalse(block("0.0.0.0/0").contains(block("::/0")));
    assertTrue(block("0.0.0.0/0").contains(ip("::ffff:203.0.113.7")));
  }

  @ParameterizedTest
  @CsvSource({"203.0.113.0, -1", "203.0.113.0, 33", "2001:db8::, -1", "2001:db8::, 129"})
  void aPrefixLengthOutOfRangeIsRefused(String network, int length) {
    Refusal.expect(ErrorCode.INVALID_ADDRESS, () -> new CidrBlock(ip(network), length));
    Refusal.expect(ErrorCode.INVALID_ADDRESS, () -> CidrBlock.containing(ip(network), length));
  }

  private static void assertContainsAsTheOracleSays(CidrBlock block, IpAddress address) {
    boolean expected =
        AddressOracle.number(address)
            .isIn(AddressOracle.number(block.network()), block.prefixLength());
    assertEquals(expected, block.contains(address), () -> block + " and " + address);
  }
}
