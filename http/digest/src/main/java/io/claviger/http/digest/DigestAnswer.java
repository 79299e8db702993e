package io.claviger.http.digest;

import io.claviger.model.InvalidValueException;
import io.claviger.model.PublicKey;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A well-formed answer of a client to a challenge. Its text shows the public key only.
 *
 * @param algorithm the algorithm of the answer, which is MD5 if the answer names none
 */
record DigestAnswer(
    PublicKey publicKey, DigestAlgorithm algorithm, Map<String, String> parameters) {
  private static final List<String> REQUIRED =
      List.of("username", "realm", "nonce", "uri", "response", "cnonce", "nc", "qop");

  /**
   * Creates an answer from its parameters. Returns empty if a required one is missing or one breaks
   * its rule. Unknown parameters are ignored.
   */
  static Optional<DigestAnswer> of(Map<String, String> parameters) {
    if (!parameters.keySet().containsAll(REQUIRED) || usesOtherNames(parameters)) {
      return Optional.empty();
    }
    return DigestAlgorithm.named(parameters.getOrDefault("algorithm", "MD5"))
        .flatMap(
            algorithm ->
                publicKey(parameters.getOrDefault("username", ""))
                    .map(key -> new DigestAnswer(key, algorithm, parameters)))
        .filter(DigestAnswer::isWellFormed);
  }

  private boolean isWellFormed() {
    return isHex(get("response"), 2 * algorithm.bytes())
        && isHex(get("nc"), 8)
        && get("qop").equals("auth");
  }

  /** Checks whether the name is hashed or in another encoding. Challenges offer neither. */
  private static boolean usesOtherNames(Map<String, String> parameters) {
    return parameters.containsKey("username*")
        || parameters.getOrDefault("userhash", "false").equalsIgnoreCase("true");
  }

  private static boolean isHex(String text, int length) {
    return text.length() == length && text.chars().allMatch(HexFormat::isHexDigit);
  }

  private static Optional<PublicKey> publicKey(String username) {
    try {
      return Optional.of(new PublicKey(username));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  String realm() {
    return get("realm");
  }

  String nonce() {
    return get("nonce");
  }

  /** Returns the target of the request as the client sent it. */
  String uri() {
    return get("uri");
  }

  /** Returns the client's count of uses of the nonce. */
  long count() {
    return Long.parseLong(get("nc"), 16);
  }

  /** Checks in constant time whether the answer was made with this H(A1) for this method. */
  boolean isMadeWith(byte[] ha1, String method) {
    byte[] presented = HexFormat.of().parseHex(get("response"));
    return MessageDigest.isEqual(response(DigestHash.hex(ha1), method), presented);
  }

  private byte[] response(String ha1, String method) {
    String ha2 = DigestHash.hex(DigestHash.hash(algorithm, method, uri()));
    return DigestHash.hash(algorithm, ha1, nonce(), get("nc"), get("cnonce"), get("qop"), ha2);
  }

  /** Never uses the default for a required parameter: an answer has all of them. */
  private String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  @Override
  public String toString() {
    return "DigestAnswer[" + publicKey + "]";
  }
}
