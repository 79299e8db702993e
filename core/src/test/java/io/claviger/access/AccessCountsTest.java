package io.claviger.access;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.ip;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.Claviger;
import io.claviger.access.Decision.Denied;
import io.claviger.internal.credential.Hashed;
import io.claviger.model.ApiKey;
import io.claviger.model.Permission;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.RoleGrants;
import io.claviger.model.SecretId;
import io.claviger.model.StoreException;
import io.claviger.spi.Proof;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each request counts once, under its outcome and its reason. */
class AccessCountsTest {
  private static final PrivateKey SECRET = PrivateKey.of("3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3");
  private static final ApiKey KEY = key(1, on(READ_ONLY));
  private static final Credential GOOD = Credential.pair(KEY.publicKey(), SECRET);
  private static final Permission READ = new Permission("things.read");

  private boolean down;
  private final Claviger claviger =
      Claviger.builder(
              new ForwardingApiKeyStore(Hashed.store(Hashed.key(Hashed.salted(), KEY, SECRET))) {
                @Override
                public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
                  if (down) {
                    throw new StoreException(StoreException.Kind.UNREACHABLE, "down", null);
                  }
                  return delegate().findByPublicKey(publicKey);
                }
              })
          .clock(() -> NOW)
          .build();

  @Test
  void eachOutcomeIsCountedByItsReason() {
    AccessCheck check = claviger.accessCheck(RoleGrants.none());
    AccessRequest request = AccessRequest.of(ORG, READ, ip("192.0.2.1"));
    check.checkAddress(GOOD, ip("192.0.2.1"));
    check.check(GOOD, request);
    check.check(Credential.missing(), request);
    claviger.authenticator().authenticate(Credential.malformed(""));
    claviger
        .authenticator()
        .authenticate(Credential.proof(new PublicKey("nobodyxx"), new WrongProof()));
    down = true;
    check.check(GOOD, request);
    assertThrows(
        StoreException.class,
        () ->
            claviger
                .authenticator()
                .authenticate(Credential.proof(KEY.publicKey(), new WrongProof())));

    AccessCheck.Counts counts = claviger.metrics().access();
    assertEquals(1, counts.granted());
    assertEquals(1, counts.forbidden().get(Denied.Reason.PERMISSION_NOT_GRANTED));
    assertEquals(0, counts.forbidden().get(Denied.Reason.ADDRESS_NOT_LISTED));
    assertEquals(1, counts.unauthenticated().get(Rejected.Reason.MISSING));
    assertEquals(1, counts.unauthenticated().get(Rejected.Reason.MALFORMED));
    assertEquals(1, counts.unauthenticated().get(Rejected.Reason.UNKNOWN_KEY));
    assertEquals(2, counts.unavailable().get(StoreException.Kind.UNREACHABLE));
    assertEquals(0, counts.unavailable().get(StoreException.Kind.FAULT));
  }

  private static final class WrongProof implements Proof {
    @Override
    public boolean isMadeWith(SecretId secret, List<Verifier> verifiers) {
      return false;
    }

    @Override
    public boolean isFresh(Instant at) {
      return true;
    }
  }
}
