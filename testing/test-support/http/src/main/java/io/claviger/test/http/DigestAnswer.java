package io.claviger.test.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers a challenge with SHA-256 (RFC 7616), as a client does that does not use the library. */
final class DigestAnswer {
  private static final Pattern PARAMETERS = Pattern.compile("(realm|nonce)=\"([^\"]*)\"");
  private static final String CNONCE = "f2_wE4q74E6zIJEtWaHKaf5wv";

  private DigestAnswer() {}

  static String get(String target, List<String> challenges, String user, String password) {
    String challenge =
        challenges.stream()
            .filter(each -> each.startsWith("Digest ") && each.contains("algorithm=SHA-256"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no challenge of SHA-256 in " + challenges));
    String realm = parameter(challenge, "realm");
    String nonce = parameter(challenge, "nonce");
    String ha1 = hash(user, realm, password);
    String ha2 = hash("GET", target);
    return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", cnonce=\"%s\", nc=00000001, qop=auth, response=\"%s\", algorithm=SHA-256"
        .formatted(
            user, realm, nonce, target, CNONCE, hash(ha1, nonce, "00000001", CNONCE, "auth", ha2));
  }

  private static String parameter(String challenge, String name) {
    Matcher matcher = PARAMETERS.matcher(challenge);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return matcher.group(2);
      }
    }
    throw new AssertionError("no " + name + " in " + challenge);
  }

  private static String hash(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] text = String.join(":", parts).getBytes(StandardCharsets.ISO_8859_1);
      return HexFormat.of().formatHex(digest.digest(text));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
