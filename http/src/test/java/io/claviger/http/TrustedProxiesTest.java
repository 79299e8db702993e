package io.claviger.http;

import static io.claviger.http.Addresses.block;
import static io.claviger.http.Addresses.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.http.ClientAddress.Known;
import io.claviger.http.ClientAddress.Unknown;
import io.claviger.model.CidrBlock;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walk from the peer to the client, on headers that well-behaved proxies write. */
class TrustedProxiesTest {
  private static final IpAddress PROXY = ip("10.0.0.1");
  private static final TrustedProxies X_FORWARDED_FOR =
      TrustedProxies.xForwardedFor(block("10.0.0.0/8"), block("2001:db8:ffff::/48"));
  private static final TrustedProxies FORWARDED =
      TrustedProxies.forwarded(block("10.0.0.0/8"), block("2001:db8:ffff::/48"));

  @Test
  void withoutProxiesThePeerIsTheClientWhateverTheHeaderSays() {
    for (TrustedProxies none :
        List.of(
            TrustedProxies.none(), TrustedProxies.xForwardedFor(), TrustedProxies.forwarded())) {
      assertEquals(new Known(PROXY), none.clientOf(PROXY, List.of("198.51.100.7")));
      assertEquals(new Known(PROXY), none.clientOf(PROXY, List.of("for=198.51.100.7")));
      assertEquals(new Known(PROXY), none.clientOf(PROXY, List.of("\0\"".repeat(9000))));
      assertEquals(Optional.empty(), none.header());
      assertEquals("no proxies", none.toString());
    }
  }

  @Test
  void thereIsOneHeaderToLookAt() {
    assertEquals(Optional.of("X-Forwarded-For"), X_FORWARDED_FOR.header());
    assertEquals(Optional.of("Forwarded"), FORWARDED.header());
    assertEquals("X-Forwarded-For of [10.0.0.0/8, 2001:db8:ffff::/48]", X_FORWARDED_FOR.toString());
  }

  @Test
  void aMappedPeerIsTheProxyThatItIs() {
    IpAddress mapped = ip("::ffff:10.0.0.1");
    assertEquals(known("198.51.100.7"), X_FORWARDED_FOR.clientOf(mapped, List.of("198.51.100.7")));
  }

  @Test
  void noBlockOfOneFamilyMakesAnAddressOfTheOtherAProxy() {
    TrustedProxies ipv6 = TrustedProxies.xForwardedFor(block("::/1"), block("8000::/1"));
    assertEquals(new Known(PROXY), ipv6.clientOf(PROXY, List.of("198.51.100.7")));
    TrustedProxies ipv4 = TrustedProxies.xForwardedFor(block("0.0.0.0/1"));
    assertEquals(known("::a00:1"), ipv4.clientOf(ip("::a00:1"), List.of("198.51.100.7")));
  }

  @Test
  void aProxyThatDoesNotTellForWhomItForwardsIsNotTheClient() {
    for (List<String> nothing :
        List.of(List.<String>of(), List.of(""), List.of(" \t"), List.of(", ,", "", "\t,"))) {
      assertMissing("X-Forwarded-For is missing", X_FORWARDED_FOR.clientOf(PROXY, nothing));
      assertMissing("Forwarded is missing", FORWARDED.clientOf(PROXY, nothing));
    }
  }

  /** The nearer one tells of the farther one, which lost the header. */
  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.2", "10.0.0.3, 10.0.0.2", "::ffff:10.0.0.2", "[2001:db8:ffff::2]:80"})
  void noDeclaredProxyIsTheClient(String header) {
    assertMissing(
        "X-Forwarded-For names proxies only", X_FORWARDED_FOR.clientOf(PROXY, List.of(header)));
  }

  private static void assertMissing(String what, ClientAddress answer) {
    assertEquals(new Unknown("proxy 10.0.0.1 did not name the client: " + what), answer);
  }

  @Test
  void theHeaderOfTheOtherKindIsNotUnderstood() {
    assertUnknown(X_FORWARDED_FOR.clientOf(PROXY, List.of("for=198.51.100.7")));
    assertUnknown(FORWARDED.clientOf(PROXY, List.of("198.51.100.7")));
  }

  @Test
  void atMost32EntriesAreRead() {
    List<String> proxies = new ArrayList<>(Collections.nCopies(31, "10.0.0.2"));
    proxies.add(0, "198.51.100.7");
    assertEquals(known("198.51.100.7"), X_FORWARDED_FOR.clientOf(PROXY, proxies));
    assertMissing(
        "X-Forwarded-For names proxies only",
        X_FORWARDED_FOR.clientOf(PROXY, Collections.nCopies(32, "10.0.0.2")));
    proxies.add("10.0.0.2");
    assertEquals(
        new Unknown("X-Forwarded-For has more than 32 entries before the client"),
        X_FORWARDED_FOR.clientOf(PROXY, proxies));
    List<String> elements = proxies.stream().map(address -> "for=" + address).toList();
    assertEquals(
        new Unknown("Forwarded has more than 32 entries before the client"),
        FORWARDED.clientOf(PROXY, elements));
    List<String> leftOfTheClient = new ArrayList<>(Collections.nCopies(100, "10.0.0.2"));
    leftOfTheClient.add("198.51.100.7");
    assertEquals(known("198.51.100.7"), X_FORWARDED_FOR.clientOf(PROXY, leftOfTheClient));
  }

  @Test
  void atMost8192CharactersAreRead() {
    String client = "198.51.100.7";
    String padded = " ".repeat(8192 - client.length()) + client;
    assertEquals(known(client), X_FORWARDED_FOR.clientOf(PROXY, List.of(padded)));
    assertEquals(
        known(client),
        X_FORWARDED_FOR.clientOf(PROXY, List.of(padded.substring(1 + 4), "", "", "", "")));
    Unknown tooLong = new Unknown("X-Forwarded-For is longer than 8192 characters");
    assertEquals(tooLong, X_FORWARDED_FOR.clientOf(PROXY, List.of(" " + padded)));
    assertEquals(tooLong, X_FORWARDED_FOR.clientOf(PROXY, List.of(padded, "")));
    assertEquals(tooLong, X_FORWARDED_FOR.clientOf(PROXY, Collections.nCopies(8194, "")));
    assertMissing(
        "X-Forwarded-For is missing",
        X_FORWARDED_FOR.clientOf(PROXY, Collections.nCopies(8193, "")));
  }

  @Test
  void whatCannotBeReadIsToldToTheLogAndToNobodyElse() {
    Unknown named =
        assertUnknown(X_FORWARDED_FOR.clientOf(PROXY, List.of("198.51.100.7, unknown, 10.0.0.2")));
    assertEquals(
        "entry 2 from the end of X-Forwarded-For is not one plain address: \"unknown\"",
        named.detail());
    assertEquals("unknown client address: " + named.detail(), named.toString());
    assertEquals("unknown client address", named.publicMessage());
    Unknown long1 =
        assertUnknown(FORWARDED.clientOf(PROXY, List.of("\n\u001b[2J\u202e".repeat(99))));
    assertEquals(
        "entry 1 from the end of Forwarded is not one plain address: \""
            + "\\u000a\\u001b[2J\\u202e".repeat(13)
            + "\\u000a\\u001b... (594 characters)\"",
        long1.detail());
    assertEquals(named.publicMessage(), long1.publicMessage());
  }

  @Test
  void aBlockOfAllAddressesIsRefused() {
    for (CidrBlock everyone : List.of(block("0.0.0.0/0"), block("::/0"))) {
      List<CidrBlock> blocks = List.of(block("10.0.0.0/8"), everyone);
      InvalidValueException refusal =
          assertThrows(InvalidValueException.class, () -> TrustedProxies.xForwardedFor(blocks));
      assertEquals(ErrorCode.INVALID_VALUE, refusal.code());
      assertEquals(List.of("trusted proxy", everyone.toString()), refusal.parameters());
      assertThrows(InvalidValueException.class, () -> TrustedProxies.forwarded(everyone));
    }
  }

  @Test
  void theBlocksAreCopied() {
    List<CidrBlock> blocks = new ArrayList<>(List.of(block("10.0.0.1")));
    TrustedProxies proxies = TrustedProxies.xForwardedFor(blocks);
    blocks.set(0, block("198.51.100.7"));
    assertEquals(known("198.51.100.7"), proxies.clientOf(PROXY, List.of("198.51.100.7")));
    assertTrue(proxies.header().isPresent());
  }

  private static Known known(String address) {
    return new Known(ip(address));
  }

  private static Unknown assertUnknown(ClientAddress answer) {
    return assertInstanceOf(Unknown.class, answer);
  }
}
