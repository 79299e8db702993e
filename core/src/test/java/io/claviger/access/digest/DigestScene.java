package io.claviger.access.digest;

import static io.claviger.Samples.NOW;
import static io.claviger.Samples.member;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.PrivateKey;
import io.claviger.SecretId;
import io.claviger.access.Authenticated;
import io.claviger.access.Authentication;
import io.claviger.access.Rejected;
import io.claviger.internal.FakeBackground;
import io.claviger.internal.credential.Hashed;
import io.claviger.internal.management.ScriptedStore;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.StoredApiKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/** Servers with Digest on, whose time stands still, and a client. */
final class DigestScene {
  static final String REALM = "MMS Public API";
  static final String TARGET = "/orgs/acme/whitelist/203.0.113.0%2F24?pretty=true";
  static final String CLEAR = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";
  static final PrivateKey SECRET = PrivateKey.of(CLEAR);
  static final byte[] PEPPER = pepper(1);
  static final DigestSettings SETTINGS =
      DigestSettings.of(REALM, DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);

  final FakeBackground background = new FakeBackground();
  final DigestClient client = client(CLEAR);
  Instant now = NOW;
  int clockReads;
  int servers;

  static DigestClient client(String password) {
    return new DigestClient(member(1).publicKey().value(), password, REALM);
  }

  /** One of the settings above. */
  DigestAuthenticator over(StoredApiKey... keys) {
    return over(SETTINGS, Hashed.store(keys));
  }

  DigestAuthenticator over(DigestSettings settings, ApiKeyStore store) {
    return server(settings, Peppers.of(1, PEPPER), store).digestAuthenticator();
  }

  Claviger server(DigestSettings settings, Peppers peppers, ApiKeyStore store) {
    servers++;
    return Claviger.builder(store)
        .clock(
            () -> {
              clockReads++;
              return now;
            })
        .background(background)
        .random(new SplittableRandom(servers))
        .peppers(peppers)
        .digest(settings)
        .build();
  }

  /** The first key, with this secret. */
  static StoredApiKey key() {
    return key(SETTINGS);
  }

  static StoredApiKey key(DigestSettings settings) {
    return Hashed.key(Hashed.digest(settings, 1, Map.of(1, PEPPER)), member(1), SECRET);
  }

  static ScriptedStore holding(StoredApiKey... keys) {
    return Hashed.store(keys);
  }

  static String nonce(DigestAuthenticator server) {
    return DigestClient.nonce(server.challenges(new Rejected(Rejected.Reason.MISSING)));
  }

  static SecretId assertAuthenticated(Authentication answer) {
    return assertInstanceOf(Authenticated.class, answer).secret();
  }

  static void assertRejected(Rejected.Reason reason, Authentication answer) {
    assertEquals(new Rejected(reason), answer);
  }

  static byte[] pepper(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    bytes[0]++;
    return bytes;
  }
}
