package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedAddressTextTest {
  /** RFC 4291, section 2.2, and RFC 5952, section 4, example by example. */
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,                                   0.0.0.0",
    "255.255.255.255,                           255.255.255.255",
    "203.0.113.7,                               203.0.113.7",
    "1.2.3.4,                                   1.2.3.4",
    "100.200.30.0,                              100.200.30.0",
    "::,                                        ::",
    "::1,                                       ::1",
    "0:0:0:0:0:0:0:0,                           ::",
    "0000:0000:0000:0000:0000:0000:0000:0001,   ::1",
    "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789,   abcd:ef01:2345:6789:abcd:ef01:2345:6789",
    "2001:DB8:0:0:8:800:200C:417A,              2001:db8::8:800:200c:417a",
    "FF01:0:0:0:0:0:0:101,                      ff01::101",
    "2001:0db8::0001,                           2001:db8::1",
    "2001:db8:0:0:0:0:2:1,                      2001:db8::2:1",
    "2001:db8::0:1,                             2001:db8::1",
    "2001:db8:0:1:1:1:1:1,                      2001:db8:0:1:1:1:1:1",
    "2001:db8::1:1:1:1:1,                       2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1,                        2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1,                      2001:db8::1:0:0:1",
    "2001:db8::1:0:0:1,                         2001:db8::1:0:0:1",
    "1:0:0:2:0:0:3:4,                           1::2:0:0:3:4",
    "2001:DB8::AbCd,                            2001:db8::abcd",
    "1::,                                       1::",
    "0001::,                                    1::",
    "::0000,                                    ::",
    "1:2:3:4:5:6:7:8,                           1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::,                           1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8,                           0:2:3:4:5:6:7:8",
    "1:2:3::5:6:7:8,                            1:2:3:0:5:6:7:8",
    "0:0:0:0:0:0:13.1.68.3,                     ::d01:4403",
    "::13.1.68.3,                               ::d01:4403",
    "0:0:0:0:0:FFFF:129.144.52.38,              129.144.52.38",
    "::FFFF:129.144.52.38,                      129.144.52.38",
    "::ffff:0:129.144.52.38,                    ::ffff:0:8190:3426",
    "64:ff9b::192.0.2.33,                       64:ff9b::c000:221",
    "1:2:3:4:5:6:192.0.2.33,                    1:2:3:4:5:6:c000:221",
    "fe80::1,                                   fe80::1",
  })
  void isReadAndPrintedCanonically(String text, String canonical) {
    assertEquals(canonical, IpAddress.parse(text).toString());
    assertEquals(IpAddress.parse(text), AddressOracle.java(text));
    assertEquals(CidrBlock.of(IpAddress.parse(text)), CidrBlock.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0,                    0.0.0.0/0",
    "0.0.0.0/1,                    0.0.0.0/1",
    "10.0.0.0/8,                   10.0.0.0/8",
    "203.0.113.0/24,               203.0.113.0/24",
    "203.0.113.6/31,               203.0.113.6/31",
    "203.0.113.7/32,               203.0.113.7/32",
    "203.0.113.7,                  203.0.113.7/32",
    "::/0,                         ::/0",
    "::1,                          ::1/128",
    "::1/128,                      ::1/128",
    "2001:DB8:0:0::/32,            2001:db8::/32",
    "2001:db8::/63,                2001:db8::/63",
    "2001:db8::/64,                2001:db8::/64",
    "2001:db8:0:0:8000::/65,       2001:db8:0:0:8000::/65",
    "::ffff:203.0.113.0/120,       203.0.113.0/24",
    "0000:0000:0000:0000:0000:ffff:255.255.255.255/128, 255.255.255.255/32",
  })
  void aBlockIsReadAndPrintedCanonically(String text, String canonical) {
    assertEquals(canonical, CidrBlock.parse(text).toString());
  }
}
