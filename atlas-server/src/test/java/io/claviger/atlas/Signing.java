package io.claviger.atlas;

/**
 * How a client answers a challenge of HTTP Digest.
 *
 * @param nonce of the challenge
 * @param count the how manieth use of the nonce it says this is
 * @param algorithm {@code MD5} or {@code SHA-256}
 * @param uri what is signed; empty for the target of the request
 * @param spelling of the header's value: single quotes stand for double ones, and names in braces
 *     for what {@link DigestSigner} puts there
 */
public record Signing(String nonce, int count, String algorithm, String uri, String spelling) {
  /** How most clients write it. */
  public static final String USUAL =
      "Digest username='{username}', realm='{realm}', nonce='{nonce}', uri='{uri}', algorithm={algorithm}, qop=auth,"
          + " nc={nc}, cnonce='{cnonce}', response='{response}'";

  /** As most clients do: MD5, the target as it is sent, the first use of the nonce. */
  public static Signing of(String nonce) {
    return new Signing(nonce, 1, "MD5", "", USUAL);
  }

  /** As the how manieth use. */
  public Signing count(int newCount) {
    return new Signing(nonce, newCount, algorithm, uri, spelling);
  }

  /** With another hash. */
  public Signing algorithm(String newAlgorithm) {
    return new Signing(nonce, count, newAlgorithm, uri, spelling);
  }

  /** For another target than the one that is sent. */
  public Signing uri(String newUri) {
    return new Signing(nonce, count, algorithm, newUri, spelling);
  }

  /** Written so. */
  public Signing spelling(String newSpelling) {
    return new Signing(nonce, count, algorithm, uri, newSpelling);
  }
}
