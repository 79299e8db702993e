package io.claviger.internal.credential;

import io.claviger.PrivateKey;
import io.claviger.SecretId;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.Verifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks verifiers. Generated secrets are random, so one fast hash is enough:
 * HMAC-SHA-256 under a key derived from the current pepper, or salted SHA-256 where the host gives
 * none.
 */
public class SecretHasher {
  private static final String HMAC = "HmacSHA256";
  private static final String PEPPERED = "hmac-sha256";
  private static final String SALTED = "sha256";
  private static final int SALT_BYTES = 16;
  private static final String PURPOSE = "claviger secret verifier";
  private static final PrivateKey DUMMY = PrivateKey.of("00000000-0000-4000-8000-000000000000");
  private static final SecretId DUMMY_ID = new SecretId("0".repeat(24));

  private final Entropy entropy;
  private final PepperKeys hmacKeys;

  /** How verifiers begin that need no upgrade. */
  private final List<String> currentSchemes;

  private final Verifier dummy;

  /**
   * @param currentPepper the version for new verifiers; absent from {@code peppers} means salted
   *     SHA-256
   */
  public SecretHasher(Entropy entropy, int currentPepper, Map<Integer, byte[]> peppers) {
    this.entropy = entropy;
    this.hmacKeys = new PepperKeys(PURPOSE, HMAC, currentPepper, peppers);
    this.currentSchemes =
        hmacKeys.currentKey().isPresent()
            ? hmacKeys.currentOrLater().stream()
                .map(version -> PEPPERED + "$" + version + "$")
                .toList()
            : List.of(SALTED + "$");
    this.dummy = verifier(DUMMY_ID, DUMMY);
  }

  /** A verifier for a new secret. */
  public Verifier verifier(SecretId id, PrivateKey secret) {
    Optional<SecretKeySpec> key = hmacKeys.currentKey();
    if (key.isPresent()) {
      String hash = encode(hmac(key.get(), id, secret));
      return new Verifier(PEPPERED + "$" + hmacKeys.current() + "$" + hash);
    }
    String salt = encode(entropy.bytes(SALT_BYTES));
    return new Verifier(SALTED + "$" + salt + "$" + encode(sha256(salt, id, secret)));
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
    return secret.verifiers().stream()
        .anyMatch(verifier -> currentSchemes.stream().anyMatch(verifier.encoded()::startsWith));
  }

  /** Whether it is of a scheme of this hasher, and not made for something else. */
  static boolean isOwn(Verifier verifier) {
    return verifier.encoded().startsWith(PEPPERED + "$")
        || verifier.encoded().startsWith(SALTED + "$");
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
    String[] parts = verifier.encoded().split("\\$", -1);
    if (parts.length != 3) {
      return false;
    }
    return switch (parts[0]) {
      case PEPPERED -> {
        Optional<SecretKeySpec> key = hmacKeys.key(parts[1]);
        yield key.isPresent() && isSame(parts[2], hmac(key.get(), id, presented));
      }
      case SALTED -> isSame(parts[2], sha256(parts[1], id, presented));
      default -> false;
    };
  }

  private static boolean isSame(String encoded, byte[] hash) {
    return MessageDigest.isEqual(ascii(encoded), ascii(encode(hash)));
  }

  private static byte[] hmac(SecretKeySpec key, SecretId id, PrivateKey secret) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update(ascii(id.value()));
      return mac.doFinal(ascii(secret.reveal()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static byte[] sha256(String salt, SecretId id, PrivateKey secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ascii(salt));
      digest.update(ascii(id.value()));
      return digest.digest(ascii(secret.reveal()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
