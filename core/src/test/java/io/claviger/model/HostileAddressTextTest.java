package io.claviger.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.CidrBlock.HostBits;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that some parser somewhere takes for an address, and that must mean nothing here. */
class HostileAddressTextTest {
  static Stream<String> texts() {
    return Stream.of(
            NUMBERS_THAT_INET_ATON_READS,
            LEADING_ZEROS,
            WRONG_IPV4,
            WRONG_IPV6,
            ZONES_BRACKETS_AND_PORTS,
            BLANKS,
            OTHER_DIGITS_AND_DOTS,
            RANGES_MASKS_AND_NAMES,
            WRONG_PREFIX_LENGTHS,
            UNPRINTABLE)
        .flatMap(Arrays::stream);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void isRefused(String text) {
    for (HostBits hostBits : HostBits.values()) {
      ClavigerException refusal =
          Refusal.expect(ErrorCode.INVALID_ADDRESS, () -> CidrBlock.parse(text, hostBits));
      assertTrue(refusal instanceof InvalidValueException);
      assertTrue(refusal.getMessage().length() < 700, "the message is short");
      assertTrue(
          refusal.getMessage().chars().allMatch(c -> c >= ' ' && c <= '~'),
          "the message is printable");
    }
    Refusal.expect(ErrorCode.INVALID_ADDRESS, () -> IpAddress.parse(text));
  }

  private static final String[] NUMBERS_THAT_INET_ATON_READS = {
    "0b01111111000000000000000000000001", "0177.0.0.1", "7f.0.0.1", "1,2,3,4", "0",
    "0x20010db8000000000000000000000001", "127.0.0.01", "+1.2.3.4", "0x7f.1", "127.1",
    "00000000000000000000000000000001", "0x7f.0.0.1", "10.1.256", "1.2.3.-4", "127",
    "20010db8000000000000000000000001", "0X7F.0.0.1", "10.65536", "1.2.3.+4", "1",
    "4)+k&C#VzJ4br>0wv%Yp", "4294967295", "1e3.0.0.1", "7f000001", "127.0.1",
    "0b1111111.0.0.1", "2130706433", "0x7f000001", "1_0.0.0.1", "-1.2.3.4",
    "017700000001", "127.0.0.0x1", "4294967296", "1.0e0.0.1"
  };

  private static final String[] LEADING_ZEROS = {
    "1:2:3:4:5:6:7:00008", "::1.2.3.004", "0000.0.0.0", "01.2.3.4", "1.2.3.00", "00001::",
    "2001:0db8:00000::1", "::ffff:1.2.3.04", "1.2.3.4.0", "1.02.3.4", "08.8.8.8", "::00001",
    "001.002.003.004", "::ffff:01.2.3.4", "1.2.003.4"
  };

  private static final String[] WRONG_IPV4 = {
    "1.2.3.99999999999999999999", "1.2.3.4a", "1.2.3.a", "1.2.3.", "1.2.3", "1.2", ".",
    "999.999.999.999", "1.2.3.4.", "a1.2.3.4", "1:2:3:4", ".1.2.3", "1...4", "...",
    "1.2.3.1234", "256.2.3.4", ".1.2.3.4", "a.b.c.d", "1.2.3:4", "1..2.3", "....",
    "1.2.3.4.5", "1.2.3.256"
  };

  private static final String[] WRONG_IPV6 = {
    "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:7", "::1.2.3.4.5", "::12345", "::0x1", ":::",
    "::1:2:3:4:5:6:1.2.3.4", ":ffff:1.2.3.4", "::1.2.3.256", "::fffff", "::::", "::1.",
    "1:2:3:4:5:6:7::8:9", "1:2:3:4:5:6:7:", "1::1.2.3.4:2", "::1.2.3.4:5", "::-1", "1:",
    "1:2:3:4:5:6:7:8:9", "::ffff:1.2.3.4:0", "2001:db8::z", "1.2.3.4:1::", "::+1", ":",
    "1:2:3:4:5:6:7:8::", "::ffff:1.2.3.4.", "::ffff:1.2.3", "1.2.3.4::", ":::1", "::g",
    "::1:2:3:4:5:6:7:8", "::ffff:.1.2.3.4", "::ffff:127.1", "1::2::3", "::1.2.3", "g::",
    "::ffff:0x7f.0.0.1", "::ffff:7f000001", "ffff:1.2.3.4", "12345::", "::1::", "::.1",
    "0:0:0:0:0:0:0:0:0", ":1:2:3:4:5:6:7", "2001:db8:::1", "::1.2.3.0x4", "1:::", ":1",
    "1:2:3:4::5:6:7:8", "1:2:3:4:5:6:7::8"
  };

  private static final String[] ZONES_BRACKETS_AND_PORTS = {
    "::ffff:1.2.3.4%1", "user@1.2.3.4", "\\1.2.3.4", "[::1]:80", "[]", "%",
    "fe80::1/64%eth0", "1.2.3.4/path", "//1.2.3.4", "fe80::1%", "1.2.3.4?", "\"1.2.3.4\"",
    "fe80::1%25eth0", "fe80::1%eth0", "fe80::1%1", "'1.2.3.4'", "%eth0", "[",
    "fe80::%eth0/64", "1.2.3.4%eth0", "[1.2.3.4]", "(1.2.3.4)", "[::1]", "]",
    "http://1.2.3.4", "1.2.3.4:80", "1.2.3.4#"
  };

  private static final String[] BLANKS = {
    "1.2.3.4 5.6.7.8", "::1 ", " ", "\ufeff1.2.3.4", "1.2.3.4\u0085", "\t",
    "1.2.3.4 /24", "1.2.3.4 ", "", "1.2.3.4\u3000", "1.2.3.4\u000b", "1.2.3.4\t",
    "1.2.3.4/ 24", "1. 2.3.4", "\u00a01.2.3.4", "1.2.3.4\u200b", "1.2.3.4\n", "\n",
    "1.2.3.4/24 ", ":: 1", "  ", "1.2.3.4\u2028", "1.2\u00ad.3.4", "\r1.2.3.4",
    " 1.2.3.4", "1.2.3.4\u2003"
  };

  private static final String[] OTHER_DIGITS_AND_DOTS = {
    "\u0661.\u0662.\u0663.\u0664",
    "\uff11.\uff12.\uff13.\uff14",
    "1.2.3.\u0664",
    "\u0967.2.3.4",
    "1\u30022\u30023\u30024",
    "1\uff0e2\uff0e3\uff0e4",
    "1\uff612.3.4",
    "\u2488\u2489\u248a4",
    "1.2.3.\u00b2",
    "1.2.3.\u2463",
    "::\uff11",
    "\uff41::",
    "1\u2024" + "2.3.4",
    "::\ud835\udfcf",
    "1.2.3.4/\u0662\u0664",
    "1.2.3.4/\uff12\uff14",
    "1.2.3.4\uff0f24",
    "1.2.3.4\u204424",
    "\ufe55\ufe55" + "1",
    "\u02f8\u02f81"
  };

  private static final String[] RANGES_MASKS_AND_NAMES = {
    "1.0.0.127.in-addr.arpa", "1-2.2.3.4", "1.2.3.4;", "*.2.3.4", "default", "::*", "a",
    "1.2.3.0/255.255.255.0", "2001:db8:*", "1.2.3.4|", "::1-::2", "::/::", "1.*", "::_",
    "a--1.ipv6-literal.net", "1.2.3.4-5", "undefined", "1.2.3._", "none", "face", "all",
    "1.2.3.4.in-addr.arpa", "example.com", "loopback", "1.2.3.%", "cafe", "null", "any",
    "1.2.3.0/0.0.0.255", "unspecified", "localhost", "1.2.3.*", "10.0/16", "*:*", "0/0",
    "127.0.0.1.nip.io", "1.2.3.0-255", "::/ffff::", "*.*.*.*", "example", "10/8", "*",
    "1.2.3.4-1.2.3.9", "1.2.3.4,5.6.7.8", "10.0.0/24", "1.2.3.?"
  };

  private static final String[] WRONG_PREFIX_LENGTHS = {
    "1.2.3.0/99999999999999999999", "1.2.3.0/256", "1.2.3.0/08", "/1.2.3.4", "::/-1", "/",
    "1.2.3.0/4294967320", "1.2.3.0/+24", "1.2.3.4\\24", "1.2.3.0/a", "::/129", "/24",
    "::ffff:1.2.3.4/129", "1.2.3.0/024", "1.2.3.0/-1", "1.2.3.0/33", "::/130", "::/",
    "::ffff:1.2.3.4/32/", "1.2.3.0/128", "1.2.3.0/+1", "1.2.3.0/64", "::/999", "//",
    "::ffff:1.2.3.4/95", "1.2.3.0/24/", "1.2.3.0/24a", "1.2.3.4//", "::/0128", "/0",
    "::ffff:1.2.3.4/0", "1.2.3.0//24", "1.2.3.0/2e1", "0.0.0.0/00", "::/1000", "/8",
    "1.2.3.0/24/24", "1.2.3.0/24.0", "1.2.3.0/280", "1.2.3.0/00", "1.2.3.4/", "::1/",
    "1.2.3.0/0x18"
  };

  private static final String[] UNPRINTABLE = {
    "\0",
    "1.2.3.4\0",
    "\0001.2.3.4",
    "1.2.3.4\0.example.com",
    "1.2.3.4/24\0",
    "\ud800",
    "1.2.3.4\ud83d",
    "\udc001.2.3.4",
    "\ud83d\ude00",
    "1.2.3.4\u202e",
    "\u001b[31m1.2.3.4",
    "1.2.3.4\u007f",
    "\uffff",
    "1".repeat(100_000),
    "1.".repeat(50_000),
    ":".repeat(100_000),
    "0:".repeat(50_000) + ":1",
    "1.2.3.4/" + "0".repeat(100_000),
    " ".repeat(100_000),
    "\ud83d\ude00".repeat(50_000),
    "0".repeat(50),
    "%".repeat(1000)
  };
}
