package io.claviger.atlas;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.model.IssuedApiKey;
import io.claviger.model.PrivateKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/**
 * Signs requests as one key does by HTTP Digest, {@code qop=auth}, as RFC 7616 has it: a second
 * reading of it, which shares nothing with the library.
 */
public final class DigestSigner {
  /** What the server calls it. */
  public static final String REALM = "MMS Public API";

  private static final String CLIENT_NONCE = "0a4f113b";

  private final String publicKey;
  private final PrivateKey privateKey;

  /** As whoever holds both halves. */
  public DigestSigner(String publicKey, PrivateKey privateKey) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  /** As that key. */
  public static DigestSigner of(IssuedApiKey key) {
    return new DigestSigner(key.apiKey().publicKey().value(), key.privateKey());
  }

  /** The value of Authorization for a request. */
  public String authorization(Signing signing, String method, String target) {
    String uri = signing.uri().isEmpty() ? target : signing.uri();
    String uses = HexFormat.of().toHexDigits(signing.count());
    Map<String, String> parameters =
        Map.of(
            "{username}", publicKey,
            "{realm}", REALM,
            "{nonce}", signing.nonce(),
            "{uri}", uri,
            "{algorithm}", signing.algorithm(),
            "{nc}", uses,
            "{cnonce}", CLIENT_NONCE,
            "{response}", response(signing, uses, method + ":" + uri));
    String value = signing.spelling().replace('\'', '"');
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      value = value.replace(parameter.getKey(), parameter.getValue());
    }
    return value;
  }

  private String response(Signing signing, String uses, String a2) {
    String algorithm = signing.algorithm();
    String ha1 = hash(algorithm, publicKey + ":" + REALM + ":" + privateKey.reveal());
    String ha2 = hash(algorithm, a2);
    return hash(algorithm, String.join(":", ha1, signing.nonce(), uses, CLIENT_NONCE, "auth", ha2));
  }

  private static String hash(String algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
