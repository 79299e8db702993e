package io.claviger.internal.credential;

import io.claviger.internal.crypto.HmacSha256;
import io.claviger.internal.crypto.PepperKeys;
import io.claviger.internal.crypto.Sha256;
import io.claviger.model.PrivateKey;
import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.LookupSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks verifiers. Generated secrets are random, so one fast hash is enough. It is
 * HMAC-SHA-256 under a key that is derived from the current pepper, or salted SHA-256 if there is
 * no current pepper.
 */
public class SecretHasher {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HMAC = "HmacSHA256";
  private static final String PEPPERED = "hmac-sha256$";
  private static final String SALTED = "sha256$";
  private static final int SALT_BYTES = 16;
  private static final String PURPOSE = "claviger secret verifier";

  /** The beginning of verifiers under one pepper, and the hash under it. */
  private record Peppered(String beginning, HmacSha256 hmac) {}

  private final Entropy entropy;
  private final Sha256 sha256 = new Sha256();

  private final List<Peppered> peppered;

  private final Optional<Peppered> current;

  /** The beginnings of verifiers that need no upgrade. */
  private final List<String> currentSchemes;

  /**
   * Creates a hasher.
   *
   * @param currentPepper the version for new verifiers; if {@code peppers} does not contain it, new
   *     verifiers are salted SHA-256
   */
  public SecretHasher(Entropy entropy, int currentPepper, Map<Integer, byte[]> peppers) {
    this.entropy = entropy;
    SortedMap<Integer, Peppered> byVersion = new TreeMap<>();
    peppers.forEach((version, pepper) -> byVersion.put(version, peppered(version, pepper)));
    this.peppered = List.copyOf(byVersion.values());
    this.current = Optional.ofNullable(byVersion.get(currentPepper));
    Stream<String> withPepper =
        byVersion.tailMap(currentPepper).values().stream().map(Peppered::beginning);
    this.currentSchemes =
        current.isPresent()
            ? withPepper.toList()
            : Stream.concat(Stream.of(SALTED), withPepper).toList();
  }

  private static Peppered peppered(int version, byte[] pepper) {
    byte[] key = PepperKeys.derive(pepper, PURPOSE, HMAC).getEncoded();
    return new Peppered(PEPPERED + version + "$", new HmacSha256(key));
  }

  /** Returns a verifier for a new secret. */
  public final Verifier verifier(SecretId id, PrivateKey secret) {
    byte[] clear = bytes(secret.reveal());
    if (current.isPresent()) {
      byte[] hash = current.get().hmac.of(bytes(id.value()), clear);
      return new Verifier(current.get().beginning + encode(hash));
    }
    String salt = encode(entropy.bytes(SALT_BYTES));
    byte[] hash = sha256.of(bytes(salt), bytes(id.value()), clear);
    return new Verifier(SALTED + salt + "$" + encode(hash));
  }

  /**
   * Checks the presented secret against all verifiers of this secret, in constant time.
   *
   * @return empty if none of the verifiers has a known scheme, so that nothing was hashed
   */
  public Optional<Boolean> accepts(LookupSecret secret, PrivateKey presented) {
    byte[] clear = bytes(presented.reveal());
    byte[] id = bytes(secret.id().value());
    boolean accepted = false;
    boolean hashed = false;
    for (Verifier verifier : secret.verifiers()) {
      byte[] hash = hash(verifier, id, clear);
      if (hash != null) {
        hashed = true;
        accepted |= endsWith(verifier.encoded(), hash);
      }
    }
    return hashed ? Optional.of(accepted) : Optional.empty();
  }

  /** Checks in constant time whether a verifier contains this hash. */
  private static boolean endsWith(String encoded, byte[] hash) {
    String digits = encoded.substring(encoded.lastIndexOf('$') + 1);
    return MessageDigest.isEqual(bytes(digits), BASE64.encode(hash));
  }

  /**
   * Checks whether the secret has a verifier that needs no upgrade. That is one as for a new
   * secret, or one under a later pepper that is known here. While a new pepper is rolled out, a
   * node must not undo what other nodes have upgraded.
   */
  public boolean isCurrent(LookupSecret secret) {
    return secret.verifiers().stream()
        .anyMatch(verifier -> currentSchemes.stream().anyMatch(verifier.encoded()::startsWith));
  }

  /**
   * Returns the hash that the verifier must contain to accept the presented secret. Returns null if
   * the verifier is damaged or its scheme is unknown here. Such a verifier accepts no secret, and
   * does not stop other verifiers from accepting one.
   */
  protected byte @Nullable [] hash(Verifier verifier, byte[] id, byte[] presented) {
    String encoded = verifier.encoded();
    int hashStart = encoded.lastIndexOf('$') + 1;
    for (Peppered pepper : peppered) {
      if (hashStart == pepper.beginning.length() && encoded.startsWith(pepper.beginning)) {
        return pepper.hmac.of(id, presented);
      }
    }
    int salt = SALTED.length();
    return encoded.startsWith(SALTED) && encoded.indexOf('$', salt) == hashStart - 1
        ? sha256.of(bytes(encoded.substring(salt, hashStart - 1)), id, presented)
        : null;
  }

  private static String encode(byte[] hash) {
    return BASE64.encodeToString(hash);
  }

  /** Encodes a text, which is ASCII here. ISO 8859-1 is the fastest charset for that. */
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
