package io.claviger.http;

import static io.claviger.http.Addresses.block;
import static io.claviger.http.Addresses.ip;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.http.ClientAddress.Unknown;
import io.claviger.model.IpAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries that some reader somewhere takes for an address, and that must mean nothing here. */
class HostileEntryTest {
  private static final IpAddress PROXY = ip("10.0.0.1");
  private static final TrustedProxies X_FORWARDED_FOR =
      TrustedProxies.xForwardedFor(block("10.0.0.0/8"));
  private static final TrustedProxies FORWARDED = TrustedProxies.forwarded(block("10.0.0.0/8"));

  static Stream<String> entries() {
    return Stream.of(WRONG_PORTS, WRONG_BRACKETS, NO_PLAIN_ADDRESSES, UNPRINTABLE, LONG_ONES)
        .flatMap(Arrays::stream);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void isNoClient(String entry) {
    assertUnknown(X_FORWARDED_FOR, entry);
    assertUnknown(X_FORWARDED_FOR, "192.0.2.1, " + entry + ", 10.0.0.2,10.0.0.3");
  }

  @ParameterizedTest
  @MethodSource("entries")
  void isNoClientInQuotesEither(String entry) {
    String element = "for=\"" + entry.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    assertUnknown(FORWARDED, element);
    assertUnknown(FORWARDED, "for=192.0.2.1, " + element + ", for=10.0.0.2,for=10.0.0.3");
  }

  private static void assertUnknown(TrustedProxies proxies, String header) {
    Unknown unknown = assertInstanceOf(Unknown.class, proxies.clientOf(PROXY, List.of(header)));
    String shown = unknown.toString();
    assertTrue(shown.chars().allMatch(c -> c >= ' ' && c <= '~'), "it is printable");
    assertTrue(shown.length() < 700, "it is short");
  }

  private static final String[] WRONG_PORTS = {
    "198.51.100.7:4294967376", "[2001:db8::7]:0", "198.51.100.7:\u0668\u0660",
    "[2001:db8::7]:65536", "198.51.100.7:-1", "[2001:db8::7]:",
    "[2001:db8::7]:80:80", "198.51.100.7:+1", "198.51.100.7:",
    "198.51.100.7:65536", "198.51.100.7: 80", "[]:80",
    "198.51.100.7:99999", "198.51.100.7 :80", ":80",
    "198.51.100.7:80:80", "198.51.100.7:080", ":",
    "198.51.100.7:http", "[198.51.100.7]:80", "198.51.100.7:" + "9".repeat(100),
    "198.51.100.7:0x50", "198.51.100.7:0"
  };

  private static final String[] WRONG_BRACKETS = {
    "[2001:db8::7%eth0]", "[2001:db8::7][", "][2001:db8::7", "2001:db8::7]", "[]",
    "[2001:db8::7]80", "[ 2001:db8::7 ]", "[198.51.100.7]", "[2001:db8::7", "[:]",
    "[[2001:db8::7]]", "[2001:db8::7]]"
  };

  private static final String[] NO_PLAIN_ADDRESSES = {
    "198.51.100.7 198.51.100.7", "3325256711", "\"198.51.100.7\"",
    "198.51.100.7;198.51.100.7", "fe80::1%1", "\"198.51.100.7, 10.0.0.2\"",
    "xn--bcher-kva.example", "0xc6336407", "\u0661\u0669\u0668.51.100.7",
    "2001:db8::7%eth0", "198.51. 100.7", "*",
    "0306.063.0144.07", "198.51.100.*", "localhost",
    "for=198.51.100.7", "198.51.100", "0.0.0.0/0",
    "2001:db8::7/128", "198.51.100.07", "unknown",
    "198.51.100.7/32", "198.51.100.7.", "_hidden",
    "198.51.100.7.8", "<198.51.100.7>", "null",
    "198.51.100.256", "client.example", "-",
    "'198.51.100.7'"
  };

  private static final String[] UNPRINTABLE = {
    "\uff11\uff19\uff18.\uff15\uff11.\uff11\uff10\uff10.\uff17",
    "198\u300251\u3002100\u30027",
    "198.51.100.7\u00a0",
    "\u2003198.51.100.7",
    "\ufeff198.51.100.7",
    "198.51.100.7\u200b",
    "198.51.100.7\0",
    "\0",
    "198.51.100.7\r\n",
    "198.51.100.7\r\nX-Forwarded-For: 198.51.100.7",
    "\u000b198.51.100.7",
    "198.51.100.7\u007f",
    "\ud83d\ude00",
    "\udc00"
  };

  private static final String[] LONG_ONES = {
    "1".repeat(8000),
    ":".repeat(8000),
    "[" + ":".repeat(8000),
    "[".repeat(8000),
    "[" + ":a]".repeat(2000),
    "1." + "0".repeat(8000)
  };
}
