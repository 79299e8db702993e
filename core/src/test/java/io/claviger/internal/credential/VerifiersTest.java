package io.claviger.internal.credential;

import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.secretId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.KeyKind;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierScheme;
import io.claviger.spi.store.LookupSecret;
import io.claviger.spi.store.StoredSecret;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What nodes with and without a scheme make of each other's verifiers. */
class VerifiersTest {
  private static final ApiKey KEY = member(1);
  private static final PrivateKey SECRET = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final byte[] OLD = pepper(1);
  private static final Map<Integer, byte[]> BOTH = Map.of(1, OLD, 2, pepper(2));

  private static final Verifiers OFF = Hashed.plain(Hashed.peppered(1, Map.of(1, OLD)));
  private static final Verifiers ON = on(1, 1);

  /** Makes one verifier of a version, which tells whose it is. */
  private record Versioned(int version) implements VerifierScheme {
    @Override
    public List<Verifier> make(PublicKey publicKey, SecretId id, PrivateKey secret) {
      return List.of(new Verifier("test$" + version + "$" + publicKey + "-" + id));
    }

    @Override
    public boolean isOwn(Verifier verifier) {
      return verifier.encoded().startsWith("test$");
    }

    @Override
    public boolean areCurrent(SecretId id, List<Verifier> verifiers) {
      return verifiers.containsAll(make(KEY.publicKey(), id, SECRET));
    }

    @Override
    public List<Verifier> renew(
        PublicKey publicKey, SecretId id, List<Verifier> verifiers, PrivateKey presented) {
      return make(publicKey, id, presented);
    }
  }

  @Test
  void aNewSecretGetsThoseOfTheSchemeToo() {
    assertEquals(List.of("hmac-sha256$1"), schemes(made(OFF)));
    assertEquals(List.of("hmac-sha256$1", "test$1"), schemes(made(ON)));
    assertTrue(areCurrent(ON, made(ON)));
    assertEquals(
        new Verifier("test$1$" + KEY.publicKey() + "-" + secretId(1)), made(ON).verifiers().get(1));
  }

  @Test
  void aSecretFromBeforeGetsThoseThatItLacks() {
    assertFalse(areCurrent(ON, made(OFF)));
    StoredSecret after = upgraded(ON, made(OFF));
    assertEquals(List.of("hmac-sha256$1", "test$1"), schemes(after));
    assertTrue(areCurrent(ON, after));
    assertEquals(made(OFF).verifiers().get(0), after.verifiers().get(0));
  }

  @Test
  void thoseOfAnotherDayAreReplaced() {
    Verifiers later = on(2, 2);
    assertFalse(areCurrent(later, made(ON)));
    assertEquals(List.of("hmac-sha256$2", "test$2"), schemes(upgraded(later, made(ON))));
  }

  @Test
  void withoutTheSchemeThoseOfOthersStay() {
    assertTrue(areCurrent(OFF, made(ON)));
    Verifiers later = Hashed.plain(Hashed.peppered(2, BOTH));
    assertFalse(areCurrent(later, made(ON)));
    assertEquals(List.of("hmac-sha256$2", "test$1"), schemes(upgraded(later, made(ON))));
  }

  /** Such as the hash of other software, with which it was imported. */
  @Test
  void aClientLosesThoseOfSchemes() {
    KeyKind bot = new KeyKind("bot");
    Verifiers clients =
        new Verifiers(Hashed.peppered(1, BOTH), List.of(new Versioned(1)), Set.of(bot));
    SecretInfo info = KEY.secrets().get(0);
    List<Verifier> old = made(ON).verifiers().subList(1, 2);
    LookupSecret imported = LookupSecret.of(new StoredSecret(info, old));
    List<Verifier> after = clients.upgraded(bot, KEY.publicKey(), imported, SECRET);
    assertEquals(List.of("hmac-sha256$1"), schemes(new StoredSecret(info, after)));
  }

  @Test
  void whatIsForeignStays() {
    Verifier argon = new Verifier("argon2id$v=19$x");
    List<Verifier> verifiers =
        List.of(argon, new Verifier("test$0$x"), made(OFF).verifiers().get(0));
    StoredSecret before = new StoredSecret(KEY.secrets().get(0), verifiers);
    StoredSecret after = upgraded(ON, before);
    assertEquals(List.of("hmac-sha256$1", "test$1", "argon2id$v=19"), schemes(after));
    assertTrue(areCurrent(ON, after));
  }

  /** That of a hasher, which has not to be made anew, is not; nor one beside it. */
  @Test
  void theVerifierOfAHasherIsKeptWhereItIsOfToday() {
    StoredSecret before =
        new StoredSecret(
            KEY.secrets().get(0),
            List.of(made(OFF).verifiers().get(0), Hashed.salted().verifier(secretId(1), SECRET)));
    assertEquals(before.verifiers(), upgraded(ON, before).verifiers().subList(0, 2));
  }

  /** None of them accepts a secret that is presented as a pair. */
  @Test
  void aVerifierOfASchemeIsNoneOfAHasher() {
    StoredSecret secret =
        new StoredSecret(KEY.secrets().get(0), made(ON).verifiers().subList(1, 2));
    assertEquals(
        Optional.empty(), Hashed.find(Hashed.peppered(1, Map.of(1, OLD)), List.of(secret), SECRET));
  }

  private static boolean areCurrent(Verifiers verifiers, StoredSecret secret) {
    return verifiers.areCurrent(LookupSecret.of(secret));
  }

  private static StoredSecret made(Verifiers by) {
    return Hashed.key(by, KEY, SECRET).secrets().get(0);
  }

  private static StoredSecret upgraded(Verifiers by, StoredSecret secret) {
    return new StoredSecret(
        secret.info(), by.upgraded(KEY.kind(), KEY.publicKey(), LookupSecret.of(secret), SECRET));
  }

  /** All but what is secret. */
  private static List<String> schemes(StoredSecret secret) {
    return secret.verifiers().stream()
        .map(Verifier::encoded)
        .map(encoded -> encoded.substring(0, encoded.lastIndexOf('$')))
        .toList();
  }

  private static Verifiers on(int pepper, int version) {
    return new Verifiers(Hashed.peppered(pepper, BOTH), List.of(new Versioned(version)));
  }

  private static byte[] pepper(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }
}
