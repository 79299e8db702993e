package io.claviger.internal.credential;

import io.claviger.PrivateKey;
import io.claviger.SecretId;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes and checks verifiers. Generated secrets are random, so one fast hash is enough:
 * HMAC-SHA-256 under a key derived from the current pepper, or salted SHA-256 where the host gives
 * none.
 */
public class SecretHasher {
  private static final String HMAC = "HmacSHA256";
  private static final String PEPPERED = "hmac-sha256$";
  private static final String SALTED = "sha256$";
  private static final int SALT_BYTES = 16;
  private static final String PURPOSE = "claviger secret verifier";
  private static final PrivateKey DUMMY = PrivateKey.of("00000000-0000-4000-8000-000000000000");
  private static final SecretId DUMMY_ID = new SecretId("0".repeat(24));

  /** No text is hashed before the salt. */
  private static final Sha256 SHA256 = new Sha256(new byte[0]);

  /**
   * Hashes under one pepper.
   *
   * @param beginning of verifiers made so
   */
  private record Peppered(String beginning, HmacSha256 hmac) {}

  private final Entropy entropy;

  /** One for each pepper. */
  private final List<Peppered> peppered;

  private final Optional<Peppered> current;

  /** How verifiers begin that need no upgrade. */
  private final List<String> currentSchemes;

  private final Verifier dummy;

  /**
   * @param currentPepper the version for new verifiers; absent from {@code peppers} means salted
   *     SHA-256
   */
  public SecretHasher(Entropy entropy, int currentPepper, Map<Integer, byte[]> peppers) {
    this.entropy = entropy;
    PepperKeys keys = new PepperKeys(PURPOSE, HMAC, currentPepper, peppers);
    this.peppered =
        peppers.keySet().stream()
            .flatMap(version -> peppered(keys, version.toString()).stream())
            .toList();
    this.current = peppered(keys, keys.current());
    this.currentSchemes =
        current.isPresent()
            ? keys.currentOrLater().stream().map(SecretHasher::beginning).toList()
            : List.of(SALTED);
    this.dummy = verifier(DUMMY_ID, DUMMY);
  }

  private static Optional<Peppered> peppered(PepperKeys keys, String version) {
    return keys.key(version)
        .map(key -> new Peppered(beginning(version), new HmacSha256(key.getEncoded())));
  }

  private static String beginning(String version) {
    return PEPPERED + version + "$";
  }

  /** A verifier for a new secret. */
  public Verifier verifier(SecretId id, PrivateKey secret) {
    if (current.isPresent()) {
      Peppered pepper = current.get();
      return new Verifier(pepper.beginning + HashText.encode(hmac(pepper, id, secret)));
    }
    String salt = HashText.encode(entropy.bytes(SALT_BYTES));
    return new Verifier(SALTED + salt + "$" + HashText.encode(sha256(salt, id, secret)));
  }

  /** The stored secret that this is, compared with every one of them in constant time. */
  public Optional<StoredSecret> find(List<StoredSecret> stored, PrivateKey presented) {
    if (stored.isEmpty()) {
      compareWithDummy(presented);
    }
    StoredSecret found = null;
    for (StoredSecret secret : stored) {
      for (Verifier verifier : secret.verifiers()) {
        if (accepts(verifier, secret.info().id(), presented)) {
          found = secret;
        }
      }
    }
    return Optional.ofNullable(found);
  }

  /**
   * Whether the secret has a verifier as it would be made today, or under a later pepper that is
   * known here already: while a new one is rolled out, nodes must not undo what others upgraded.
   */
  boolean isCurrent(StoredSecret secret) {
    for (Verifier verifier : secret.verifiers()) {
      for (String scheme : currentSchemes) {
        if (verifier.encoded().startsWith(scheme)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether it is of a scheme of this hasher, and not made for something else. */
  static boolean isOwn(Verifier verifier) {
    return verifier.encoded().startsWith(PEPPERED) || verifier.encoded().startsWith(SALTED);
  }

  /** The work of one comparison, for a key that does not exist. */
  public void compareWithDummy(PrivateKey presented) {
    boolean unused = accepts(dummy, DUMMY_ID, presented);
  }

  /**
   * Compares texts, and decodes nothing: a verifier that is damaged, or of a scheme unknown here,
   * accepts no secret and stops nobody.
   */
  boolean accepts(Verifier verifier, SecretId id, PrivateKey presented) {
    String encoded = verifier.encoded();
    for (Peppered pepper : peppered) {
      if (encoded.startsWith(pepper.beginning)) {
        return HashText.isAt(encoded, pepper.beginning.length(), hmac(pepper, id, presented));
      }
    }
    int saltEnd = encoded.startsWith(SALTED) ? encoded.indexOf('$', SALTED.length()) : -1;
    if (saltEnd < 0) {
      return false;
    }
    String salt = encoded.substring(SALTED.length(), saltEnd);
    return HashText.isAt(encoded, saltEnd + 1, sha256(salt, id, presented));
  }

  private static byte[] hmac(Peppered pepper, SecretId id, PrivateKey secret) {
    return pepper.hmac.of(ascii(id.value()), ascii(secret.reveal()));
  }

  private static byte[] sha256(String salt, SecretId id, PrivateKey secret) {
    MessageDigest digest = SHA256.begin();
    digest.update(ascii(salt));
    digest.update(ascii(id.value()));
    return digest.digest(ascii(secret.reveal()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
