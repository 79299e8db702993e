package io.claviger.http;

import static io.claviger.http.Addresses.block;
import static io.claviger.http.Addresses.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.http.ClientAddress.Known;
import io.claviger.http.ClientAddress.Unknown;
import io.claviger.model.IpAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an attacker might send. The attacker calls from 203.0.113.66, the whitelist that it wants to
 * pass names 198.51.100.7.
 */
class SpoofedHeaderTest {
  private static final IpAddress PROXY = ip("10.0.0.1");
  private static final String ATTACKER = "203.0.113.66";
  private static final String UNKNOWN = "unknown";
  private static final TrustedProxies X_FORWARDED_FOR =
      TrustedProxies.xForwardedFor(block("10.0.0.0/8"), block("2001:db8:ffff::/48"));
  private static final TrustedProxies FORWARDED =
      TrustedProxies.forwarded(block("10.0.0.0/8"), block("2001:db8:ffff::/48"));

  /** Whole requests that reach the host, with the response to each. */
  static Stream<Arguments> requests() {
    return Stream.of(
        request(X_FORWARDED_FOR, "198.51.100.7", "198.51.100.7", "", ""),
        request(X_FORWARDED_FOR, UNKNOWN, "198.51.100.7 10.0.0.2", "10.0.0.2"),
        request(X_FORWARDED_FOR, ATTACKER, "198.51.100.7", ATTACKER),
        request(X_FORWARDED_FOR, ATTACKER, "198.51.100.7", ATTACKER, "10.0.0.2"),
        request(X_FORWARDED_FOR, "198.51.100.7", ATTACKER, "198.51.100.7"),
        request(X_FORWARDED_FOR, UNKNOWN, Collections.nCopies(10_000, "10.0.0.2")),
        request(X_FORWARDED_FOR, UNKNOWN, "10.0.0.2,".repeat(10_000) + ATTACKER),
        request(X_FORWARDED_FOR, UNKNOWN, "1,".repeat(10_000) + ATTACKER),
        request(X_FORWARDED_FOR, UNKNOWN, "x".repeat(1_000_000), ATTACKER),
        request(X_FORWARDED_FOR, UNKNOWN, Collections.nCopies(1_000_000, "")),
        request(FORWARDED, ATTACKER, "for=198.51.100.7;x=\"", "for=" + ATTACKER),
        request(FORWARDED, ATTACKER, "for=198.51.100.7;x=\"", "for=" + ATTACKER, "for=10.0.0.2"),
        request(FORWARDED, UNKNOWN, "for=\"", "198.51.100.7\""),
        request(FORWARDED, UNKNOWN, "for=198.51.100.7;x=\"a", "b"),
        request(FORWARDED, UNKNOWN, "for=198.51.100.7\""),
        request(FORWARDED, UNKNOWN, "for=198.51.100.7;host=\""),
        request(FORWARDED, UNKNOWN, "for=198.51.100.7;host=\"\\\""),
        request(FORWARDED, UNKNOWN, "for=198.51.100.7;host=\"\\", "for=10.0.0.2;host=\"\"\""),
        request(FORWARDED, UNKNOWN, "for=198.51.100.7, for=\"10.0.0.2"),
        request(FORWARDED, UNKNOWN, "for=198.51.100.7, for=10.0.0.2\""),
        request(FORWARDED, UNKNOWN, Collections.nCopies(10_000, "for=10.0.0.2")),
        request(FORWARDED, UNKNOWN, "\"".repeat(8192)),
        request(FORWARDED, UNKNOWN, "for=\"" + "\\\"".repeat(4000)),
        request(FORWARDED, UNKNOWN, ";".repeat(8192)),
        request(FORWARDED, UNKNOWN, "for=1;".repeat(1300)),
        request(FORWARDED, UNKNOWN, "=".repeat(8192)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestHasItsAnswer(TrustedProxies proxies, String client, List<String> lines) {
    assertAnswer(client, proxies.clientOf(PROXY, lines));
  }

  private static void assertAnswer(String client, ClientAddress answer) {
    if (client.equals(UNKNOWN)) {
      Unknown unknown = assertInstanceOf(Unknown.class, answer);
      assertTrue(unknown.toString().chars().allMatch(c -> c >= ' ' && c <= '~'), "printable");
      assertTrue(unknown.toString().length() < 700, "short");
    } else {
      assertEquals(new Known(ip(client)), answer);
    }
  }

  private static Arguments request(TrustedProxies proxies, String client, String... lines) {
    return request(proxies, client, Arrays.asList(lines));
  }

  private static Arguments request(TrustedProxies proxies, String client, List<String> lines) {
    return Arguments.of(proxies, client, lines);
  }
}
