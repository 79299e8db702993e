package io.claviger.access;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.OTHER_ORG;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.publicKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.internal.credential.Hashed;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.Samples;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.StoredApiKey;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A store or a wrapper with a bug admits nobody, and is told from a key that is not there. */
class StoreDistrustTest {
  private static final PrivateKey SECRET = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final Credential CREDENTIAL = Credential.pair(publicKey(1), SECRET);
  private static final SecretHasher HASHER = Hashed.salted();

  /** What it finds, and what is said of that. All would accept the secret. */
  static Stream<Arguments> nonsense() {
    StoredApiKey own = Hashed.key(HASHER, member(1), SECRET);
    StoredApiKey foreign = Hashed.key(HASHER, member(2), SECRET);
    return Stream.of(
        found("failed in a lookup with java.lang.NullPointerException", () -> null),
        found(
            "returned key 000000000000000000000002 for another public key",
            () -> Optional.of(KeyLookup.of(Samples.organization(), foreign))),
        found(
            "failed in a lookup with io.claviger.model.InvalidValueException",
            () -> Optional.of(KeyLookup.of(other(), own))));
  }

  static Stream<RuntimeException> bugs() {
    return Stream.of(
        new NullPointerException("a bug"),
        new IllegalStateException("a bug"),
        new OutcomeUnknownException(Samples.ORG, Set.of(), new IllegalStateException("a bug")),
        assertThrows(RuntimeException.class, () -> new ApiKeyId("not one")));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void whatItFindsIsNotBelieved(String said, Supplier<Optional<KeyLookup>> lookUp) {
    StoreException fault = authenticate(lookUp);
    assertEquals(StoreException.Kind.FAULT, fault.kind());
    assertEquals("the store " + said + "; check the store and its wrappers", fault.getMessage());
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void whatItThrowsIsAFault(RuntimeException bug) {
    StoreException fault =
        authenticate(
            () -> {
              throw bug;
            });
    assertEquals(StoreException.Kind.FAULT, fault.kind());
    assertSame(bug, fault.getCause());
    assertTrue(fault.getMessage().contains(bug.getClass().getName()), fault.getMessage());
    assertFalse(fault.getMessage().contains(SECRET.reveal()), "the secret is printed");
  }

  /** An error is nobody's answer. */
  @Test
  void anErrorGoesOn() {
    Error error = new AssertionError("not to be caught");
    assertSame(
        error,
        assertThrows(
            AssertionError.class,
            () ->
                authenticator(
                        () -> {
                          throw error;
                        })
                    .authenticate(CREDENTIAL)));
  }

  private static StoreException authenticate(Supplier<Optional<KeyLookup>> lookUp) {
    return assertThrows(StoreException.class, () -> authenticator(lookUp).authenticate(CREDENTIAL));
  }

  private static Authenticator authenticator(Supplier<Optional<KeyLookup>> lookUp) {
    return Hashed.authenticator(
        new ForwardingApiKeyStore(Hashed.store()) {
          @Override
          public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
            return lookUp.get();
          }
        },
        HASHER,
        InstantSource.fixed(NOW));
  }

  private static Arguments found(String said, Supplier<Optional<KeyLookup>> lookUp) {
    return Arguments.of(said, lookUp);
  }

  private static Organization other() {
    Organization home = Samples.organization();
    return Organization.of(
        OTHER_ORG, home.created(), home.settings(), home.counters(), home.revision());
  }
}
