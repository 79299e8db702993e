package io.claviger.http;

import static io.claviger.http.Addresses.block;
import static io.claviger.http.Addresses.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.http.ClientAddress.Known;
import io.claviger.http.ClientAddress.Unknown;
import io.claviger.model.IpAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of RFC 7239, and every corner of its grammar. */
class ForwardedExamplesTest {
  private static final IpAddress PROXY = ip("10.0.0.1");
  private static final TrustedProxies PROXIES = TrustedProxies.forwarded(block("10.0.0.0/8"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "For=\"[2001:db8:cafe::17]:4711\"               | 2001:db8:cafe::17",
        "for=192.0.2.60;proto=http;by=203.0.113.43      | 192.0.2.60",
        "for=192.0.2.43, for=198.51.100.17              | 198.51.100.17",
        "for=192.0.2.43, for=\"[2001:db8:cafe::17]\"    | 2001:db8:cafe::17",
        "for=192.0.2.43,for=\"[2001:db8:cafe::17]\"     | 2001:db8:cafe::17",
        "for=_hidden, for=198.51.100.17                 | 198.51.100.17",
        "for=192.0.2.43,for=198.51.100.17;by=203.0.113.60;proto=http;host=example.com"
            + "                                         | 198.51.100.17",
        "for=unknown, for=192.0.2.43, for=10.1.2.3      | 192.0.2.43",
      })
  void ofTheStandard(String header, String client) {
    assertEquals(new Known(ip(client)), PROXIES.clientOf(PROXY, List.of(header)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for=_hidden",
        "for=unknown",
        "for=\"unknown:8080\"",
        "for=\"192.0.2.43:_port\"",
        "by=203.0.113.60;proto=https",
      })
  void hidingWhoCalledLeavesTheClientUnknown(String header) {
    assertUnknown(header);
    assertUnknown("for=192.0.2.43, " + header + ", for=10.0.0.2");
  }

  static final String[] ADDRESSES = {
    "for=192.0.2.43",
    "FOR=192.0.2.43",
    "fOr=192.0.2.43",
    "for=\"192.0.2.43\"",
    "for=\"192.0.2.43:1\"",
    "for=\"192.0.2.43:65535\"",
    "for=\"192\\.0.2.\\4\\3\"",
    "for=\"[::ffff:192.0.2.43]\"",
    "for=\"[::FFFF:c000:22b]:80\"",
    ";for=192.0.2.43",
    ";;for=192.0.2.43;;",
    "for=192.0.2.43;",
    "for=192.0.2.43; proto=https",
    "proto=https \t; \tfor=192.0.2.43 ;",
    "host=\"a,b;c\\\"d\\\\\";for=192.0.2.43",
    "for=192.0.2.43;host=\"for=192.0.2.1, for=192.0.2.2\"",
    "for=192.0.2.43;host=\"\"",
    "for=192.0.2.43;host=\"\u00e4\u00a0\ud83d\ude00\"",
    "for=192.0.2.43;host=\"\\\u00e4\t\"",
    "for=192.0.2.43;x=!#$%&'*+-.^_`|~",
    "!#$%&'*+-.^_`|~=x;for=192.0.2.43",
    "fo=1;forr=2;for=192.0.2.43;by=unknown",
    "for=192.0.2.43;proto=http;proto=https"
  };

  @ParameterizedTest
  @FieldSource("ADDRESSES")
  void isTheAddress(String element) {
    Known expected = new Known(ip("192.0.2.43"));
    assertEquals(expected, PROXIES.clientOf(PROXY, List.of(element)));
    assertEquals(
        expected, PROXIES.clientOf(PROXY, List.of("for=x, " + element + "\t,for=10.2.2.2")));
  }

  static final String[] NO_ADDRESSES = {
    "for=192.0.2.43;for=192.0.2.43", "for=192.0.2.43;host=\"a\0b\"", "for=192.0.2.43\0",
    "for=192.0.2.43;FOR=192.0.2.44", "for=192.0.2.43;host=\"a\nb\"", "\0for=192.0.2.43",
    "for=192.0.2.43 proto=https", "for=192.0.2.43;host=\"\\\u007f\"", "for=\"\"",
    "for=192.0.2.43;proto=ht/tp", "for=\"192.0.2.43,192.0.2.44\"", "\"for\"=192.0.2.43",
    "for=192.0.2.43;host=a:8080", "\uff26\uff2f\uff32=192.0.2.43", "\"for=192.0.2.43\"",
    "for=192.0.2.43;proto=", "for=", "for=\"[192.0.2.43]:80\"",
    "for=192.0.2.43;=https", "for", "for=\"2001:db8::1:4711\"",
    "for=192.0.2.43;proto", "=192.0.2.43", "for=\"192.0.2.43\"\"\"",
    "for=192.0.2.43;for=", "for=2001:db8::1", "for=\"2001:db8::1\"",
    "for=192.0.2.43:8080", "for:192.0.2.43", "for=\"192.0.2.43\"x",
    "for=192.0.2.43;for", "for==192.0.2.43", "for=x\"192.0.2.43\"",
    "for=[2001:db8::1]", "for=192.0.2.43=", "for=\" 192.0.2.43\"",
    "for=;proto=https", "for =192.0.2.43", "for=\"[192.0.2.43]\"",
    "for='192.0.2.43'", "for= 192.0.2.43", "for\u00a0=192.0.2.43",
    "for=192.0.2\\.43"
  };

  @ParameterizedTest
  @FieldSource("NO_ADDRESSES")
  void isNotOneAddress(String element) {
    assertUnknown(element);
    assertUnknown("for=192.0.2.43, " + element + ",for=10.2.2.2");
  }

  private static void assertUnknown(String header) {
    assertInstanceOf(Unknown.class, PROXIES.clientOf(PROXY, List.of(header)), header);
  }
}
