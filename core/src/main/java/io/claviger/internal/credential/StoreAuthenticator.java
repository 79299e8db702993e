package io.claviger.internal.credential;

import io.claviger.access.Authentication;
import io.claviger.access.Authenticator;
import io.claviger.access.PresentedCredential;
import io.claviger.access.PresentedCredential.Pair;
import io.claviger.access.Rejected;
import io.claviger.internal.lookup.PackedKey;
import java.util.Objects;
import java.util.Optional;

/** Checks pairs, and tokens, against the key in a store. */
public final class StoreAuthenticator implements Authenticator {
  private final KeyReader keys;
  private final SecretHasher hasher;
  private final Fingerprints fingerprints;
  private final Optional<VerifierUpgrade> upgrade;

  public StoreAuthenticator(
      KeyReader keys,
      SecretHasher hasher,
      Fingerprints fingerprints,
      Optional<VerifierUpgrade> upgrade) {
    this.keys = keys;
    this.hasher = hasher;
    this.fingerprints = fingerprints;
    this.upgrade = upgrade;
  }

  @Override
  public Authentication authenticate(PresentedCredential credential) {
    if (credential instanceof Pair pair) {
      return authenticate(pair);
    }
    Objects.requireNonNull(credential, "credential");
    return new Rejected(
        credential instanceof PresentedCredential.Missing
            ? Rejected.Reason.MISSING
            : Rejected.Reason.MALFORMED);
  }

  private Authentication authenticate(Pair pair) {
    PackedKey key = keys.lookUp(pair.publicKey());
    if (key != null && !key.isKept()) {
      return verifyOnce(key, pair);
    }
    byte[] fingerprint = fingerprints.of(pair.privateKey());
    if (key == null) {
      hasher.compareWithDummy(pair.privateKey());
      return keys.judge(null, SecretHasher.NONE);
    }
    int known = fingerprints.find(key, fingerprint);
    return known == SecretHasher.NONE
        ? verify(key, pair, fingerprint)
        : judgeKnown(key, known, pair);
  }

  /** Nobody finds this look-up again, so nothing is remembered with it. */
  private Authentication verifyOnce(PackedKey key, Pair pair) {
    int secret = hasher.find(key, pair.privateKey());
    Authentication judged = keys.judge(key, secret);
    if (judged instanceof KeyAuthentication good) {
      return used(good, pair);
    }
    // A rejection takes the same work, whether or not there is such a key.
    byte[] unused = fingerprints.of(pair.privateKey());
    return judged;
  }

  private Authentication judgeKnown(PackedKey key, int secret, Pair pair) {
    Authentication judged = keys.judge(key, secret);
    if (judged instanceof KeyAuthentication good) {
      return used(good, pair);
    }
    // A rejection takes the same work, whatever was accepted before.
    int unused = hasher.find(key, pair.privateKey());
    return judged;
  }

  private Authentication verify(PackedKey key, Pair pair, byte[] fingerprint) {
    int secret = hasher.find(key, pair.privateKey());
    Authentication judged = keys.judge(key, secret);
    if (judged instanceof KeyAuthentication good) {
      key.secret(secret).remember(fingerprint);
      return used(good, pair);
    }
    return judged;
  }

  private Authentication used(KeyAuthentication good, Pair pair) {
    if (upgrade.isPresent()) {
      upgrade.get().after(good, pair.privateKey());
    }
    return good;
  }
}
