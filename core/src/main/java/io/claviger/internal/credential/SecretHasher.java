package io.claviger.internal.credential;

import io.claviger.PrivateKey;
import io.claviger.SecretId;
import io.claviger.internal.lookup.PackedKey;
import io.claviger.internal.lookup.PackedSecret;
import io.claviger.internal.lookup.PackedText;
import io.claviger.internal.lookup.PackedVerifier;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.Verifier;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks verifiers. Generated secrets are random, so one fast hash is enough:
 * HMAC-SHA-256 under a key derived from the current pepper, or salted SHA-256 where the host gives
 * none.
 */
public class SecretHasher {
  /** None of the secrets of a key. */
  public static final int NONE = -1;

  private static final String HMAC = "HmacSHA256";
  private static final String PEPPERED = "hmac-sha256$";
  private static final String SALTED = "sha256$";
  private static final int SALT_BYTES = 16;
  private static final String PURPOSE = "claviger secret verifier";
  private static final PrivateKey DUMMY = PrivateKey.of("00000000-0000-4000-8000-000000000000");
  private static final SecretId DUMMY_ID = new SecretId("0".repeat(24));
  private static final byte[] SALTED_BEGINNING = bytes(SALTED);

  /** Hashes under one pepper. */
  private static final class Peppered {
    /** Of verifiers made so. */
    private final byte[] beginning;

    private final HmacSha256 hmac;

    Peppered(String version, byte[] key) {
      this.beginning = beginning(version);
      this.hmac = new HmacSha256(key);
    }
  }

  private final Entropy entropy;
  private final Sha256 sha256 = new Sha256();

  /** One for each pepper. Walked by index, as what follows: a request makes no iterator. */
  private final List<Peppered> peppered;

  private final Optional<Peppered> current;

  /** How verifiers begin that need no upgrade. */
  private final List<byte[]> currentSchemes;

  private final PackedSecret dummy;

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
    Stream<byte[]> withPepper = keys.currentOrLater().stream().map(SecretHasher::beginning);
    this.currentSchemes =
        current.isPresent()
            ? withPepper.toList()
            : Stream.concat(Stream.of(SALTED_BEGINNING), withPepper).toList();
    List<Verifier> ofDummy = List.of(verifier(DUMMY_ID, DUMMY));
    this.dummy =
        PackedSecret.of(new LookupSecret(DUMMY_ID, Optional.empty(), Optional.empty(), ofDummy));
  }

  private static Optional<Peppered> peppered(PepperKeys keys, String version) {
    return keys.key(version).map(key -> new Peppered(version, key.getEncoded()));
  }

  private static byte[] beginning(String version) {
    return bytes(PEPPERED + version + "$");
  }

  /** A verifier for a new secret. */
  public Verifier verifier(SecretId id, PrivateKey secret) {
    byte[] clear = bytes(secret.reveal());
    if (current.isPresent()) {
      String beginning = new String(current.get().beginning, StandardCharsets.US_ASCII);
      byte[] hash = current.get().hmac.of(bytes(id.value()), clear);
      return new Verifier(beginning + encode(hash));
    }
    String salt = encode(entropy.bytes(SALT_BYTES));
    byte[] hash = sha256.of(bytes(salt), bytes(id.value()), clear);
    return new Verifier(SALTED + salt + "$" + encode(hash));
  }

  /**
   * The index of the secret that this is, {@link #NONE} if it is none; compared with every one of
   * them in constant time.
   */
  public int find(PackedKey key, PrivateKey presented) {
    int count = key.secretCount();
    if (count == 0) {
      compareWithDummy(presented);
      return NONE;
    }
    byte[] clear = bytes(presented.reveal());
    int found = NONE;
    int at = key.firstSecret();
    for (int i = 0; i < count; i++) {
      PackedSecret secret = key.secretAt(at);
      if (accepts(secret, clear)) {
        found = i;
      }
      at = secret.end();
    }
    return found;
  }

  /** Where no verifier is of a scheme that is known here, the work of one is done all the same. */
  private boolean accepts(PackedSecret secret, byte[] presented) {
    byte[] id = secret.idDigits();
    boolean accepted = false;
    boolean hashed = false;
    int at = secret.firstVerifier();
    for (int left = secret.verifiers(); left > 0; left--) {
      PackedVerifier verifier = secret.verifier(at);
      byte[] hash = hash(verifier, id, presented);
      if (hash != null) {
        hashed = true;
        accepted |= verifier.hasHash(hash);
      }
      at = verifier.end();
    }
    if (!hashed) {
      boolean unused = accepts(dummy, presented);
    }
    return accepted;
  }

  /**
   * Whether the secret has a verifier as it would be made today, or under a later pepper that is
   * known here already: while a new one is rolled out, nodes must not undo what others upgraded.
   */
  boolean isCurrent(PackedSecret secret) {
    int at = secret.firstVerifier();
    for (int left = secret.verifiers(); left > 0; left--) {
      PackedVerifier verifier = secret.verifier(at);
      if (isCurrent(verifier.beginning())) {
        return true;
      }
      at = verifier.end();
    }
    return false;
  }

  private boolean isCurrent(PackedText beginning) {
    for (int i = 0; i < currentSchemes.size(); i++) {
      if (beginning.startsWith(currentSchemes.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is of a scheme of this hasher, and not made for something else. */
  public static boolean isOwn(Verifier verifier) {
    return verifier.encoded().startsWith(PEPPERED) || verifier.encoded().startsWith(SALTED);
  }

  /** The work of one comparison, for a key that does not exist. */
  public void compareWithDummy(PrivateKey presented) {
    boolean unused = accepts(dummy, bytes(presented.reveal()));
  }

  /**
   * What the verifier has to have if this is its secret; null of one that is damaged, or of a
   * scheme unknown here: it accepts no secret, and stops nobody.
   */
  byte @Nullable [] hash(PackedVerifier verifier, byte[] id, byte[] presented) {
    PackedText beginning = verifier.beginning();
    for (int i = 0; i < peppered.size(); i++) {
      Peppered pepper = peppered.get(i);
      if (beginning.is(pepper.beginning)) {
        return pepper.hmac.of(id, presented);
      }
    }
    return beginning.startsWith(SALTED_BEGINNING)
            && beginning.indexOf('$', SALTED_BEGINNING.length) == beginning.length() - 1
        ? sha256.of(beginning.part(SALTED_BEGINNING.length, beginning.length() - 1), id, presented)
        : null;
  }

  private static String encode(byte[] hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  /** All texts here are ASCII, for which this is the fastest. */
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
