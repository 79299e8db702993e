package io.claviger.http;

import static io.claviger.http.Addresses.block;
import static io.claviger.http.Addresses.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.http.ClientAddress.Known;
import io.claviger.http.ClientAddress.Unknown;
import io.claviger.model.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries that some reader somewhere takes for an address, and that must mean nothing here. */
class HostileEntryTest {
  private static final IpAddress PROXY = ip("10.0.0.1");
  private static final TrustedProxies X_FORWARDED_FOR =
      TrustedProxies.xForwardedFor(block("10.0.0.0/8"));
  private static final TrustedProxies FORWARDED = TrustedProxies.forwarded(block("10.0.0.0/8"));

  static Stream<String> entries() {
    return Stream.of(wrongPorts(), wrongBrackets(), noPlainAddresses(), unprintable(), longOnes())
        .flatMap(List::stream);
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

  @Test
  void theTableIsLongAndHasNoRowTwice() {
    List<String> all = entries().toList();
    assertTrue(all.size() >= 80, all.size() + " rows");
    assertEquals(all.size(), new HashSet<>(all).size());
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.7:1,                 198.51.100.7",
    "198.51.100.7:65535,             198.51.100.7",
    "[2001:db8::7]:1,                2001:db8::7",
    "[2001:db8::7]:65535,            2001:db8::7",
    "[2001:db8::7],                  2001:db8::7",
    "::198.51.100.7,                 ::c633:6407",
    "::ffff:198.51.100.7,            198.51.100.7",
    "[::ffff:198.51.100.7],          198.51.100.7",
    "::ffff:0:198.51.100.7,          ::ffff:0:c633:6407",
    "2001:db8::1:8080,               2001:db8::1:8080",
    "0.0.0.0,                        0.0.0.0",
    "::,                             ::",
    "127.0.0.1,                      127.0.0.1",
  })
  void looksStrangeAndIsAClient(String entry, String client) {
    Known expected = new Known(ip(client));
    assertEquals(expected, X_FORWARDED_FOR.clientOf(PROXY, List.of(entry)));
    assertEquals(expected, X_FORWARDED_FOR.clientOf(PROXY, List.of("\t " + entry + " \t")));
  }

  private static void assertUnknown(TrustedProxies proxies, String header) {
    Unknown unknown = assertInstanceOf(Unknown.class, proxies.clientOf(PROXY, List.of(header)));
    String shown = unknown.toString();
    assertTrue(shown.chars().allMatch(c -> c >= ' ' && c <= '~'), "it is printable");
    assertTrue(shown.length() < 700, "it is short");
  }

  private static List<String> wrongPorts() {
    return List.of(
        "198.51.100.7:0",
        "198.51.100.7:65536",
        "198.51.100.7:99999",
        "198.51.100.7:4294967376",
        "198.51.100.7:" + "9".repeat(100),
        "198.51.100.7:-1",
        "198.51.100.7:+1",
        "198.51.100.7:",
        "198.51.100.7: 80",
        "198.51.100.7 :80",
        "198.51.100.7:080",
        "198.51.100.7:http",
        "198.51.100.7:0x50",
        "198.51.100.7:\u0668\u0660",
        "198.51.100.7:80:80",
        ":80",
        ":",
        "[2001:db8::7]:0",
        "[2001:db8::7]:65536",
        "[2001:db8::7]:",
        "[2001:db8::7]:80:80",
        "[]:80",
        "[198.51.100.7]:80");
  }

  private static List<String> wrongBrackets() {
    return List.of(
        "[2001:db8::7]80",
        "[2001:db8::7",
        "2001:db8::7]",
        "[2001:db8::7]]",
        "[[2001:db8::7]]",
        "[2001:db8::7][",
        "][2001:db8::7",
        "[]",
        "[:]",
        "[198.51.100.7]",
        "[ 2001:db8::7 ]",
        "[2001:db8::7%eth0]");
  }

  private static List<String> noPlainAddresses() {
    return List.of(
        "2001:db8::7%eth0",
        "fe80::1%1",
        "2001:db8::7/128",
        "198.51.100.7/32",
        "0.0.0.0/0",
        "198.51.100.07",
        "198.51.100",
        "198.51.100.7.8",
        "198.51.100.256",
        "0xc6336407",
        "3325256711",
        "0306.063.0144.07",
        "198.51.100.7.",
        "198.51. 100.7",
        "198.51.100.7 198.51.100.7",
        "198.51.100.7;198.51.100.7",
        "\u0661\u0669\u0668.51.100.7",
        "\"198.51.100.7\"",
        "'198.51.100.7'",
        "\"198.51.100.7, 10.0.0.2\"",
        "<198.51.100.7>",
        "unknown",
        "_hidden",
        "-",
        "null",
        "localhost",
        "client.example",
        "xn--bcher-kva.example",
        "*",
        "198.51.100.*",
        "for=198.51.100.7");
  }

  private static List<String> unprintable() {
    return List.of(
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
        "\udc00");
  }

  private static List<String> longOnes() {
    return List.of(
        "1".repeat(8000),
        ":".repeat(8000),
        "[" + ":".repeat(8000),
        "[".repeat(8000),
        "[" + ":a]".repeat(2000),
        "1." + "0".repeat(8000));
  }
}
