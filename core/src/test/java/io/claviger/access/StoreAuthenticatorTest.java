package io.claviger.access;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.disabled;
import static io.claviger.model.Samples.expiring;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.publicKey;
import static io.claviger.model.Samples.secretId;
import static io.claviger.model.Samples.withSecretUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.internal.credential.CredentialFormats;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.credential.SecretHasher;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.model.ApiKey;
import io.claviger.model.PrivateKey;
import io.claviger.model.Samples;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretInfo;
import io.claviger.spi.store.EventChain;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreAuthenticatorTest {
  private static final String SECRET = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";
  private static final String OTHER = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c4";

  private final SecretHasher hasher =
      new SecretHasher(new Entropy(new SplittableRandom(9)), 0, Map.of());
  private ScriptedStore store = ScriptedStore.empty();

  @Test
  void whoHasBothHalvesIsTheKey() {
    ApiKey key = listing(member(1), "10.0.0.0/8");
    Authenticated authenticated =
        assertInstanceOf(Authenticated.class, present(key, "public000001", SECRET));
    assertEquals(key.id(), authenticated.id());
    assertEquals(key.publicKey(), authenticated.publicKey());
    assertEquals(key.description(), authenticated.description());
    assertEquals(key.labels(), authenticated.labels());
    assertEquals(key.roles(), authenticated.roles());
    assertEquals(key.whitelist(), authenticated.whitelist());
    assertEquals(secretId(1), authenticated.secretId());
    assertEquals(Samples.ORG, authenticated.organization());
    Caller.Key caller = authenticated.caller(Samples.ip("10.1.2.3"));
    assertEquals(Callers.key(Samples.ORG, key.id(), secretId(1), Samples.ip("10.1.2.3")), caller);
    assertThrows(NullPointerException.class, () -> authenticated.caller(null));
    assertEquals("API_KEY " + key.id() + " from 10.1.2.3", caller.actor().toString());
    assertEquals("Authenticated[" + key.id() + ", public000001]", authenticated.toString());
    assertEquals(1, store.lookups);
    assertEquals(0, store.reads);
  }

  @Test
  void itEndsWithItsKeyOrItsSecret() {
    Instant soon = NOW.plusSeconds(60);
    Instant later = NOW.plusSeconds(3600);
    assertEnds(Optional.empty(), member(1), Optional.empty(), Optional.empty());
    assertEnds(Optional.of(soon), expiring(member(1), soon), Optional.of(later), Optional.empty());
    assertEnds(Optional.of(soon), expiring(member(1), later), Optional.of(soon), Optional.empty());
    // A newer one may be used at once.
    assertEnds(
        Optional.of(soon), member(1), Optional.of(later), Optional.of(Duration.ofMinutes(1)));
    assertEnds(Optional.of(NOW), member(1), Optional.empty(), Optional.of(Duration.ZERO));
    assertEnds(Optional.of(soon), member(1), Optional.of(soon), Optional.of(Duration.ofHours(1)));
  }

  private void assertEnds(
      Optional<Instant> end, ApiKey key, Optional<Instant> expiry, Optional<Duration> grace) {
    StoredSecret hashed = Hashed.key(hasher, key, PrivateKey.of(SECRET)).secrets().get(0);
    SecretInfo info = SecretInfo.of(hashed.info().id(), SecretHint.hidden(), NOW, expiry, grace);
    StoredApiKey stored =
        Samples.stored(key).with(List.of(new StoredSecret(info, hashed.verifiers())));
    KeyLookup found = KeyLookup.of(Samples.organization(key), stored);
    Authenticated used = SampleAuthentications.of(found, 0, NOW);
    assertEquals(end, used.expiresAt());
    assertEquals(found.organization().revision(), used.revision());
  }

  @Test
  void noCredentialIsMissingAndAsksNothing() {
    assertRejected(Rejected.Reason.MISSING, askNothing(Credential.missing()));
  }

  @Test
  void whatIsTooLongOrBinaryAsksNothing() {
    for (String wrong :
        new String[] {"x".repeat(257), "x".repeat(10_000_000), "x\0", "\u00e9", "\ud83d"}) {
      for (Credential credential :
          List.of(
              Credential.pair("public000001", wrong),
              Credential.pair(wrong, SECRET),
              Credential.token(wrong))) {
        assertRejected(Rejected.Reason.MALFORMED, askNothing(credential));
      }
    }
  }

  @Test
  void anUnknownKeyIsRejected() {
    assertRejected(Rejected.Reason.UNKNOWN_KEY, present(member(1), "public000002", SECRET));
    assertEquals(1, store.lookups);
  }

  @Test
  void aWrongSecretIsRejected() {
    assertRejected(Rejected.Reason.WRONG_SECRET, present(member(1), "public000001", OTHER));
    assertRejected(Rejected.Reason.WRONG_SECRET, present(member(1), "public000001", "x"));
  }

  @Test
  void aDisabledKeyIsRejectedExpiredOrNot() {
    assertRejected(Rejected.Reason.DISABLED, present(disabled(member(1)), "public000001", SECRET));
    assertRejected(
        Rejected.Reason.DISABLED,
        present(disabled(expiring(member(1), NOW)), "public000001", SECRET));
  }

  @Test
  void fromTheInstantOfItsExpiryOnAKeyIsRejected() {
    ApiKey key = expiring(member(1), NOW);
    assertInstanceOf(Authenticated.class, at(NOW.minusNanos(1), key));
    assertRejected(Rejected.Reason.EXPIRED, at(NOW, key));
    assertRejected(Rejected.Reason.EXPIRED, at(NOW.plusNanos(1), key));
  }

  @Test
  void fromTheInstantOfItsExpiryOnASecretIsRejected() {
    ApiKey key = withSecretUntil(member(1), NOW);
    assertInstanceOf(Authenticated.class, at(NOW.minusNanos(1), key));
    assertRejected(Rejected.Reason.SECRET_EXPIRED, at(NOW, key));
    assertRejected(Rejected.Reason.EXPIRED, at(NOW, expiring(key, NOW)));
  }

  @Test
  void whoDoesNotKnowTheSecretLearnsNothingOfTheState() {
    assertRejected(
        Rejected.Reason.WRONG_SECRET,
        present(disabled(expiring(member(1), NOW)), "public000001", OTHER));
  }

  @Test
  void eachOfTwoSecretsAuthenticatesUntilItsOwnExpiry() {
    ApiKey single = member(1);
    SecretInfo old = withSecretUntil(single, NOW).secrets().get(0);
    SecretInfo young =
        SecretInfo.of(secretId(2), old.hint(), NOW, Optional.empty(), Optional.empty());
    ApiKey key = ApiKey.of(single.identity(), single.settings(), List.of(old, young));
    List<StoredSecret> secrets =
        List.of(
            new StoredSecret(old, List.of(hasher.verifier(old.id(), PrivateKey.of(SECRET)))),
            new StoredSecret(young, List.of(hasher.verifier(young.id(), PrivateKey.of(OTHER)))));
    hold(new StoredApiKey(key, secrets));
    assertRejected(Rejected.Reason.SECRET_EXPIRED, ask(NOW, "public000001", SECRET));
    AuthenticationResult before = ask(NOW.minusNanos(1), "public000001", SECRET);
    assertEquals(secretId(1), assertInstanceOf(Authenticated.class, before).secretId());
    AuthenticationResult after = ask(NOW, "public000001", OTHER);
    assertEquals(secretId(2), assertInstanceOf(Authenticated.class, after).secretId());
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonLooksTheSameFromOutside(Rejected.Reason reason) {
    assertEquals("invalid credentials", Rejected.of(reason).publicMessage());
    assertTrue(Rejected.of(reason).toString().contains(reason.name()));
  }

  private AuthenticationResult at(Instant now, ApiKey key) {
    hold(stored(key));
    return ask(now, publicKey(1).value(), SECRET);
  }

  private AuthenticationResult present(ApiKey key, String publicHalf, String privateHalf) {
    hold(stored(key));
    return ask(NOW, publicHalf, privateHalf);
  }

  private AuthenticationResult ask(Instant now, String publicHalf, String privateHalf) {
    return Hashed.authenticator(store, hasher, InstantSource.fixed(now))
        .authenticate(Credential.pair(publicHalf, privateHalf));
  }

  /** With no store, no hasher and no clock: it fails if it needs one of them. */
  private static AuthenticationResult askNothing(Credential credential) {
    return new StoreAuthenticator(
            null, CredentialFormats.undeclared(), null, Optional.empty(), null, new AccessCounter())
        .authenticate(credential);
  }

  private void hold(StoredApiKey stored) {
    store =
        ScriptedStore.holding(
            new OrganizationSnapshot(
                Samples.organization(stored.key()),
                Map.of(stored.key().id(), stored),
                EventChain.none()));
  }

  private StoredApiKey stored(ApiKey key) {
    SecretInfo info = key.secrets().get(0);
    return new StoredApiKey(
        key,
        List.of(
            new StoredSecret(info, List.of(hasher.verifier(info.id(), PrivateKey.of(SECRET))))));
  }

  private static void assertRejected(Rejected.Reason reason, AuthenticationResult authentication) {
    assertEquals(Rejected.of(reason), authentication);
  }
}
