package io.claviger.http.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.http.Authorization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The answers of the standards. Their username is no public key, so another one stands in the
 * header; the hash is made of theirs.
 */
class DigestVectorsTest {
  private static final String RFC_7616 =
      "Digest username=\"public000001\","
          + " realm=\"http-auth@example.org\","
          + " uri=\"/dir/index.html\","
          + " algorithm=%s,"
          + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
          + " nc=00000001,"
          + " cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\","
          + " qop=auth,"
          + " response=\"%s\","
          + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
  private static final String MD5 = "8ca523f5e9506fed4657c9700eebdbec";
  private static final String SHA_256 =
      "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1";

  /** RFC 7616, section 3.9.1. */
  @Test
  void theAnswersOfRfc7616AreAccepted() {
    assertAccepted(DigestAlgorithm.MD5, RFC_7616.formatted("MD5", MD5));
    assertAccepted(DigestAlgorithm.SHA_256, RFC_7616.formatted("SHA-256", SHA_256));
    assertAccepted(
        DigestAlgorithm.SHA_256,
        RFC_7616.formatted("\"sha-256\"", SHA_256.toUpperCase(Locale.ROOT)));
  }

  /** RFC 2617, section 3.5: no algorithm, and lines are folded to blanks. */
  @Test
  void theAnswerOfRfc2617IsAccepted() {
    String header =
        "Digest username=\"public000001\",  realm=\"testrealm@host.com\",\t"
            + "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\",   uri=\"/dir/index.html\",   "
            + "qop=auth,   nc=00000001,   cnonce=\"0a4f113b\",   "
            + "response=\"6629fae49393a05397450978507c4ef1\",   "
            + "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";
    byte[] ha1 =
        DigestHash.ha1(DigestAlgorithm.MD5, "Mufasa", "testrealm@host.com", "Circle Of Life");
    assertTrue(read(header).isMadeWith(ha1, "GET"));
  }

  /** Computed with openssl and with Python. */
  @Test
  void anAnswerWithSha512IsAccepted() {
    byte[] ha1 =
        DigestHash.ha1(
            DigestAlgorithm.SHA_512_256,
            "public000001",
            "MMS Public API",
            "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
    String header =
        "Digest username=public000001,realm=\"MMS Public API\",nonce=abc_DEF-123,"
            + "uri=\"/orgs?pretty=true\",qop=\"auth\",nc=\"00000004\",cnonce=0a4f113b,"
            + "algorithm=SHA-512-256,response="
            + "5b5fcc19855e2615d7f371e030c07c639204e49db723b18072dff6906a8b9c81";
    assertEquals(
        "b8c0dad5616a4e0c3d6197f3d9f42fca0daffe7f46bc71262f89265a2e3cfd4c",
        HexFormat.of().formatHex(ha1));
    assertTrue(read(header).isMadeWith(ha1, "GET"));
  }

  /** FIPS 180-4: Java's name is that of the hash meant, which is no cut SHA-512. */
  @Test
  void theAlgorithmsAreTheseHashes() throws Exception {
    byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
    Map<DigestAlgorithm, String> known =
        Map.of(
            DigestAlgorithm.MD5,
            "900150983cd24fb0d6963f7d28e17f72",
            DigestAlgorithm.SHA_256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            DigestAlgorithm.SHA_512_256,
            "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23");
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      byte[] hash = MessageDigest.getInstance(algorithm.javaName()).digest(abc);
      assertEquals(known.get(algorithm), HexFormat.of().formatHex(hash));
      assertEquals(hash.length, algorithm.bytes());
      assertEquals(Optional.of(algorithm), DigestAlgorithm.named(algorithm.wireName()));
    }
    assertEquals(Optional.empty(), DigestAlgorithm.named("MD5-sess"));
    assertEquals(Optional.empty(), DigestAlgorithm.named(""));
    assertEquals(Optional.of(DigestAlgorithm.SHA_256), DigestAlgorithm.named("sha-256"));
    assertEquals(Optional.empty(), DigestAlgorithm.named("\u017fHA-256"));
  }

  private static void assertAccepted(DigestAlgorithm algorithm, String header) {
    byte[] ha1 = DigestHash.ha1(algorithm, "Mufasa", "http-auth@example.org", "Circle of Life");
    DigestAnswer answer = read(header);
    assertEquals(algorithm, answer.algorithm());
    assertEquals("/dir/index.html", answer.uri());
    assertEquals(1, answer.count());
    assertTrue(answer.isMadeWith(ha1, "GET"));
    assertFalse(answer.isMadeWith(ha1, "get"));
    assertFalse(answer.isMadeWith(ha1, "POST"));
    ha1[0] ^= 1;
    assertFalse(answer.isMadeWith(ha1, "GET"));
  }

  private static DigestAnswer read(String header) {
    return DigestHeader.read(Authorization.of(List.of(header))).orElseThrow();
  }
}
