package io.claviger.http.digest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers challenges, as a client does that has nothing of the library. */
public record DigestClient(String username, String password, String realm) {
  public static final String CNONCE = "f2_wE4q74E6zIJEtWaHKaf5wv";

  private static final Pattern NONCE = Pattern.compile("nonce=\"([0-9A-Za-z_-]+)\"");
  private static final Map<DigestAlgorithm, String> JAVA_NAMES =
      Map.of(
          DigestAlgorithm.MD5,
          "MD5",
          DigestAlgorithm.SHA_256,
          "SHA-256",
          DigestAlgorithm.SHA_512_256,
          "SHA-512/256");

  public static String nonce(List<String> challenges) {
    Matcher matcher = NONCE.matcher(challenges.get(0));
    if (!matcher.find()) {
      throw new AssertionError("no nonce in " + challenges);
    }
    return matcher.group(1);
  }

  /** With MD5. */
  public DigestServer.Request get(String target, String nonce, String nc) {
    return get(target, DigestAlgorithm.MD5, nonce, nc);
  }

  public DigestServer.Request get(
      String target, DigestAlgorithm algorithm, String nonce, String nc) {
    return new DigestServer.Request(
        "GET", target, List.of(answer(algorithm, "GET", target, nonce, nc)));
  }

  /** As curl spells it. */
  public String answer(
      DigestAlgorithm algorithm, String method, String target, String nonce, String nc) {
    String wireName = algorithm.name().replace('_', '-');
    return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", cnonce=\"%s\", nc=%s, qop=auth, response=\"%s\", algorithm=%s"
        .formatted(
            username,
            realm,
            nonce,
            target,
            CNONCE,
            nc,
            response(algorithm, method, target, nonce, nc),
            wireName);
  }

  public String response(
      DigestAlgorithm algorithm, String method, String target, String nonce, String nc) {
    String ha1 = hash(algorithm, username, realm, password);
    String ha2 = hash(algorithm, method, target);
    return hash(algorithm, ha1, nonce, nc, CNONCE, "auth", ha2);
  }

  private static String hash(DigestAlgorithm algorithm, String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(JAVA_NAMES.get(algorithm));
      byte[] text = String.join(":", Arrays.asList(parts)).getBytes(StandardCharsets.ISO_8859_1);
      return HexFormat.of().formatHex(digest.digest(text));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
