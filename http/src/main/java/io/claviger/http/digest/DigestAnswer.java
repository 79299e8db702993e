package io.claviger.http.digest;

import io.claviger.model.InvalidValueException;
import io.claviger.model.PublicKey;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client answers to a challenge; well-formed. Prints nothing of it. */
final class DigestAnswer {
  private static final List<String> REQUIRED =
      List.of("username", "realm", "nonce", "uri", "response", "cnonce", "nc", "qop");

  private final PublicKey publicKey;
  private final DigestAlgorithm algorithm;
  private final Map<String, String> parameters;

  private DigestAnswer(
      PublicKey publicKey, DigestAlgorithm algorithm, Map<String, String> parameters) {
    this.publicKey = publicKey;
    this.algorithm = algorithm;
    this.parameters = parameters;
  }

  /** Of these parameters; empty if one is missing or breaks its rule. Others are passed over. */
  static Optional<DigestAnswer> of(Map<String, String> parameters) {
    if (!parameters.keySet().containsAll(REQUIRED) || usesOtherNames(parameters)) {
      return Optional.empty();
    }
    Optional<DigestAlgorithm> algorithm =
        DigestAlgorithm.named(parameters.getOrDefault("algorithm", "MD5"));
    return algorithm
        .filter(known -> isHex(get(parameters, "response"), 2 * known.bytes()))
        .filter(known -> isHex(get(parameters, "nc"), 8) && get(parameters, "qop").equals("auth"))
        .flatMap(
            known ->
                publicKey(get(parameters, "username"))
                    .map(key -> new DigestAnswer(key, known, parameters)));
  }

  /** The hash of the name, or one in another encoding: neither is offered. */
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

  /** The username. */
  PublicKey publicKey() {
    return publicKey;
  }

  /** What it is hashed with; MD5 if it does not say so. */
  DigestAlgorithm algorithm() {
    return algorithm;
  }

  /** For which realm. */
  String realm() {
    return get("realm");
  }

  /** To which challenge. */
  String nonce() {
    return get("nonce");
  }

  /** The target of the request, as the client sees it. */
  String uri() {
    return get("uri");
  }

  /** Which use of the nonce this is. */
  long count() {
    return Long.parseLong(get("nc"), 16);
  }

  /** Whether it was made by someone who has this H(A1), for this method; in constant time. */
  boolean isMadeWith(byte[] ha1, String method) {
    byte[] presented = HexFormat.of().parseHex(get("response"));
    return MessageDigest.isEqual(response(DigestHash.hex(ha1), method), presented);
  }

  private byte[] response(String ha1, String method) {
    String ha2 = DigestHash.hex(DigestHash.hash(algorithm, method, uri()));
    return DigestHash.hash(algorithm, ha1, nonce(), get("nc"), get("cnonce"), get("qop"), ha2);
  }

  private String get(String name) {
    return get(parameters, name);
  }

  /** All that are required are there. */
  private static String get(Map<String, String> parameters, String name) {
    return parameters.getOrDefault(name, "");
  }

  /** The username only. */
  @Override
  public String toString() {
    return "DigestAnswer[" + publicKey + "]";
  }
}
