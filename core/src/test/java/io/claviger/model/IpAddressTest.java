package io.claviger.model;

import static io.claviger.model.Samples.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.IpAddress.Family;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Domain(AddressArbitraries.class)
class IpAddressTest {
  @Property
  void itsTextIsCanonicalAndIsReadBack(@ForAll IpAddress address) {
    assertEquals(AddressOracle.print(AddressOracle.number(address)), address.toString());
    assertEquals(address, IpAddress.parse(address.toString()));
  }

  @Property
  void aPeerIsReadInEachSpellingOfServers(@ForAll IpAddress address, @ForAll("zones") String zone) {
    assertEquals(address, IpAddress.ofPeer(address.toString()));
    if (address.family() == Family.IPV6) {
      assertEquals(address, IpAddress.ofPeer(address + zone));
      assertEquals(address, IpAddress.ofPeer("[" + address + zone + "]"));
    }
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of("", "%eth0", "%25eth0", "%2", "%veth1@if2", "%" + "z".repeat(64));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "[192.0.2.1]",
        "192.0.2.1%eth0",
        "192.0.2.1%eth0:1",
        "[192.0.2.1%eth0:1]",
        "192.0.2.1:80",
        "[::1]:80",
        "[::1",
        "::1]",
        "[[::1]]",
        "::1%",
        "[::1]%eth0",
        "::1%eth0/64",
        "::1%e h",
        "::1/128",
        "localhost"
      })
  void aPeerInAnyOtherSpellingIsRefused(String text) {
    Refusal.expect(ErrorCode.INVALID_ADDRESS, () -> IpAddress.ofPeer(text));
  }

  @Property
  void itsBytesAreReadBack(@ForAll IpAddress address) throws UnknownHostException {
    byte[] bytes = address.toBytes();
    assertEquals(address.family().bits() / 8, bytes.length);
    assertEquals(address, IpAddress.ofBytes(bytes));
    assertEquals(address, IpAddress.of(InetAddress.getByAddress(bytes)));
  }

  @Property
  void itIsOrderedByFamilyThenByUnsignedValue(@ForAll IpAddress a, @ForAll IpAddress b) {
    AddressOracle.Numeral x = AddressOracle.number(a);
    AddressOracle.Numeral y = AddressOracle.number(b);
    int expected =
        x.bits() == y.bits() ? x.value().compareTo(y.value()) : Integer.compare(x.bits(), y.bits());
    assertEquals(expected, Integer.signum(a.compareTo(b)));
    assertEquals(a.equals(b), a.compareTo(b) == 0);
    assertEquals(a.equals(b), a.hashCode() == b.hashCode() && a.toString().equals(b.toString()));
  }

  @Test
  void mappedBytesAreTheIpv4Address() {
    byte[] bytes = HexFormat.of().parseHex("00000000000000000000ffffcb007107");
    assertEquals(ip("203.0.113.7"), IpAddress.ofBytes(bytes));
    assertEquals(ip("203.0.113.7"), new IpAddress(Family.IPV6, 0, 0xffff_cb00_7107L));
    assertEquals(4, IpAddress.ofBytes(bytes).toBytes().length);
  }

  @Test
  void aConnectionFromAMappedAddressIsIpv4AndTheScopeIsLeftOut() throws UnknownHostException {
    byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffffcb007107");
    byte[] linkLocal = HexFormat.of().parseHex("fe800000000000000000000000000001");
    // The one call of Java that keeps a mapped address as 16 bytes.
    assertEquals(ip("203.0.113.7"), IpAddress.of(Inet6Address.getByAddress("peer", mapped, -1)));
    assertEquals(ip("fe80::1"), IpAddress.of(Inet6Address.getByAddress("peer", linkLocal, 2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 5, 8, 15, 17, 32})
  void bytesOfAnyOtherLengthAreRefused(int length) {
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> IpAddress.ofBytes(new byte[length]));
  }

  @ParameterizedTest
  @CsvSource({"0, -1", "0, 4294967296", "1, 0", "-1, 7"})
  void anIpv4AddressOfMoreThan32BitsIsRefused(long high, long low) {
    Refusal.expect(ErrorCode.INVALID_VALUE, () -> new IpAddress(Family.IPV4, high, low));
  }

  @Test
  void itsBytesAreACopy() {
    IpAddress address = ip("203.0.113.7");
    assertNotSame(address.toBytes(), address.toBytes());
    address.toBytes()[0] = 0;
    assertEquals("203.0.113.7", address.toString());
  }

  @Test
  void onlyTheTwoAddressesOfZerosAreUnspecified() {
    assertTrue(ip("0.0.0.0").isUnspecified());
    assertTrue(ip("::").isUnspecified());
    assertFalse(ip("0.0.0.1").isUnspecified());
    assertFalse(ip("::1").isUnspecified());
    assertFalse(ip("1::").isUnspecified());
  }

  @Test
  void oneAddressIsReadWhereOneIsAskedFor() {
    assertEquals(ip("203.0.113.7"), IpAddress.parse("203.0.113.7"));
    String message =
        assertThrows(InvalidValueException.class, () -> ip("203.0.113.7/32")).getMessage();
    assertTrue(message.contains("without a prefix length"), message);
  }
}
