package io.claviger.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.InvalidValueException;
import io.claviger.model.PrivateKey;
import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder.BCryptVersion;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;
import org.springframework.security.crypto.scrypt.SCryptPasswordEncoder;

/** Hashes that other implementations made are accepted. */
class ImportedHashTest {
  private static final String SECRET = "Vz3Kq8Tn.pW2sR7yB5dHx9uLc4fGj1mQa6oEv0Zt8";
  private static final SecretId ID = new SecretId("0".repeat(24));

  /** The SHA-256 of the secret, in hexadecimal digits. */
  private static final String DIGEST =
      "1c62fb2da675c20b8ee634f2b70dd266575e0554c64b3afb57dc419568350e92";

  private final ImportedVerifiers verifiers = ImportedVerifiers.standard();

  @AfterEach
  void close() {
    verifiers.close();
  }

  /**
   * Made by python3 with k = SECRET and s = bytes(range(16)), such as
   *
   * <pre>{@code
   * base64.b64encode(hashlib.pbkdf2_hmac('sha256', k.encode(), b'q1Wm5zKd0RtY', 260000))
   * base64.b64encode(hashlib.scrypt(k.encode(), salt=b'q1Wm5zKd0RtY', n=16384, r=8, p=1, dklen=64))
   * hashlib.sha512(k.encode()).hexdigest()
   * }</pre>
   */
  static Stream<String> python() {
    return Stream.of(
        "pbkdf2_sha256$260000$q1Wm5zKd0RtY$MLEG9xiSD+hsMax4tCGyMX5qVjF7S2aZObjHw00Edak=",
        "scrypt$16384$q1Wm5zKd0RtY$8$1$Oz0d6Xtgy17W7pXOJqifouTEv4TcMSOe0MnEqXpNkoYBNZQjlt3/NRo8y4/yfpi"
            + "YeOsUPehZ9lJJqo43CeFrqQ==",
        "sha512$$1271e85513d1388ab6fb3bf6247b15680d3d2215d7ebe8e17e9ca9264236458a463beac888986f00563a12"
            + "0d80396c5add02b665181c993d32272794a86c86ab",
        "sha256$$" + DIGEST,
        "$pbkdf2-sha512$25000$AAECAwQFBgcICQoLDA0ODw$Xg7YkyyNhbgg1LuzlI5Tvcl7W9fWFRnHE3C5O.AIanxn0HVZYb"
            + "qLXFDZsS973R2IJAzU0lRljZq3W/W2E1TqEQ",
        "$pbkdf2$131000$AAECAwQFBgcICQoLDA0ODw$H6I8/TIG07IPcIAFBjLlauxt7PQ",
        "$pbkdf2-sha256$i=310000,l=32$AAECAwQFBgcICQoLDA0ODw$iBNK6Kira8DZ1lHbkQQ6NzWznZL3x3j11REx6X4+4W8",
        "$scrypt$ln=14,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$Q0H7MUMA27j0owU2LXCKDbZoJcRPiRQVSsqNm0H5N7M");
  }

  /** Made by Spring Security; those with a Django name have the form that Django stores. */
  @SuppressWarnings("deprecation") // rows of older applications have the older defaults
  static Stream<String> spring() {
    PasswordEncoder argon2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    PasswordEncoder scrypt = SCryptPasswordEncoder.defaultsForSpringSecurity_v5_8();
    return Stream.of(
        new BCryptPasswordEncoder(BCryptVersion.$2A, 4).encode(SECRET),
        new BCryptPasswordEncoder(BCryptVersion.$2B, 5).encode(SECRET),
        new BCryptPasswordEncoder(BCryptVersion.$2Y, 4).encode(SECRET),
        "{bcrypt}" + new BCryptPasswordEncoder(4).encode(SECRET),
        "bcrypt$" + BCrypt.hashpw(SECRET, BCrypt.gensalt("$2b", 4)),
        "bcrypt_sha256$" + BCrypt.hashpw(DIGEST, BCrypt.gensalt("$2b", 4)),
        argon2.encode(SECRET),
        "{argon2@SpringSecurity_v5_8}" + argon2.encode(SECRET),
        "{argon2}" + Argon2PasswordEncoder.defaultsForSpringSecurity_v5_2().encode(SECRET),
        "argon2" + new Argon2PasswordEncoder(16, 32, 8, 1024, 2).encode(SECRET),
        scrypt.encode(SECRET),
        "{scrypt@SpringSecurity_v5_8}" + scrypt.encode(SECRET),
        "{scrypt}" + SCryptPasswordEncoder.defaultsForSpringSecurity_v4_1().encode(SECRET),
        "{pbkdf2}" + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_5().encode(SECRET),
        "{pbkdf2@SpringSecurity_v5_8}"
            + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(SECRET));
  }

  @ParameterizedTest
  @MethodSource({"python", "spring"})
  void aHashAcceptsItsSecretOnly(String text) {
    ImportedHash hash = ImportedHash.parse(text);
    assertTrue(accepts(hash, SECRET));
    assertFalse(accepts(hash, SECRET + "x"));
    assertEquals("ImportedHash[" + hash.kind() + "]", hash.toString());
  }

  @Test
  void aHashOfSpringWithOtherParametersIsAccepted() {
    PasswordEncoder encoder =
        new Pbkdf2PasswordEncoder("", 12, 1_000, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA512);
    ImportedHash hash = ImportedHash.springPbkdf2(encoder.encode(SECRET), "sha512", 12, 1_000);
    assertTrue(accepts(hash, SECRET));
    assertFalse(accepts(hash, "x"));
  }

  /** Bcrypt itself accepts any text after the first 72 bytes. */
  @Test
  void bcryptAcceptsNoSecretOfMoreThan72Bytes() {
    String longest = "x".repeat(72);
    String text = new BCryptPasswordEncoder(4).encode(longest);
    ImportedHash hash = ImportedHash.parse(text);
    assertTrue(accepts(hash, longest));
    assertTrue(OpenBSDBCrypt.checkPassword(text, (longest + "y").toCharArray()));
    assertFalse(accepts(hash, longest + "y"));
    assertFalse(accepts(hash, longest.repeat(3)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "{noop}plain",
        "{sha256}0a1b",
        "{bcrypt}{bcrypt}$2a$04$x",
        "$2a$15$q1Wm5zKd0RtYq1Wm5zKd0.q1Wm5zKd0RtYq1Wm5zKd0RtYq1Wm5zK",
        "$2x$04$q1Wm5zKd0RtYq1Wm5zKd0.q1Wm5zKd0RtYq1Wm5zKd0RtYq1Wm5zK",
        "$argon2i$v=19$m=1024,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
        "$argon2id$v=19$m=1048576,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
        "$argon2id$v=19$m=1024,t=17,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
        "$argon2id$v=19$m=1024,t=2,p=17$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
        "$argon2id$v=19$m=1024,t=2,p=1$*$AAECAwQFBgcICQoLDA0ODw",
        "$argon2id$v=19$m=1024,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$AAEC",
        "$scrypt$ln=22,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
        "$scrypt$ln=14,r=8,p=17$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
        "scrypt$16383$salt$8$1$AAECAwQFBgcICQoLDA0ODw==",
        "$pbkdf2-sha256$5000001$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
        "$pbkdf2-md5$1000$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODw",
        "pbkdf2_sha256$0$salt$AAECAwQFBgcICQoLDA0ODw==",
        "sha512$$0a",
      })
  void aHashThatIsUnknownOrTooExpensiveIsRefused(String text) {
    InvalidValueException refusal =
        assertThrows(InvalidValueException.class, () -> ImportedHash.parse(text));
    assertTrue(text.isEmpty() || !refusal.getMessage().contains(text), refusal.getMessage());
  }

  /** Each prefix of Spring Security once led to another one, until the stack was full. */
  @ParameterizedTest
  @ValueSource(ints = {2, 8_000})
  void aHashHasOnePrefixAtMost(int prefixes) {
    String hash = new BCryptPasswordEncoder(4).encode(SECRET);
    assertEquals("bcrypt", ImportedHash.parse("{bcrypt}" + hash).kind());
    String text = "{bcrypt}".repeat(prefixes) + hash;
    assertThrows(InvalidValueException.class, () -> ImportedHash.parse(text));
    assertThrows(
        InvalidValueException.class,
        () -> ImportedHash.parse("{bcrypt}pbkdf2_sha256$260000$q1Wm5zKd0RtY$AAAA"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imported$",
        "imported$bcrypt",
        "imported$bcrypt$2a$31$q1Wm5zKd0RtYq1Wm5zKd0.q1Wm5zKd0RtYq1Wm5zKd0RtYq1Wm5zK",
        "imported$sha256$x",
        "imported$hmac-sha256$unknown$$$1271e85513d1388ab6fb3bf6247b15680d3d2215d7e",
        "imported$what$ever",
        "sha256$$" + DIGEST,
      })
  void aDamagedVerifierAcceptsNothing(String encoded) {
    assertFalse(verifiers.accepts(new Verifier(encoded), ID, PrivateKey.of(SECRET)));
  }

  private boolean accepts(ImportedHash hash, String secret) {
    return verifiers.accepts(hash.verifier(), ID, PrivateKey.of(secret));
  }
}
