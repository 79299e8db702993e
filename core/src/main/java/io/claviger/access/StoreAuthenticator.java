package io.claviger.access;

import io.claviger.access.Credential.Pair;
import io.claviger.internal.credential.Verifiers;
import io.claviger.model.PrivateKey;
import io.claviger.spi.KeyLookup;
import java.util.Objects;
import java.util.Optional;

/** Authenticates pairs and tokens against the key in a store. */
final class StoreAuthenticator implements Authenticator {
  private final KeyReader keys;
  private final Verifiers verifiers;
  private final Fingerprints fingerprints;
  private final Optional<VerifierUpgrade> upgrade;

  StoreAuthenticator(
      KeyReader keys,
      Verifiers verifiers,
      Fingerprints fingerprints,
      Optional<VerifierUpgrade> upgrade) {
    this.keys = keys;
    this.verifiers = verifiers;
    this.fingerprints = fingerprints;
    this.upgrade = upgrade;
  }

  @Override
  public AuthenticationResult authenticate(Credential credential) {
    if (credential instanceof Pair pair) {
      return authenticate(pair);
    }
    Objects.requireNonNull(credential, "credential");
    return new Rejected(
        credential instanceof Credential.Missing
            ? Rejected.Reason.MISSING
            : Rejected.Reason.MALFORMED);
  }

  /** Does the same work for each rejection, also if the key does not exist. */
  private AuthenticationResult authenticate(Pair pair) {
    KeyLookup key = keys.lookUp(pair.publicKey());
    byte[] fingerprint = fingerprints.of(pair.privateKey());
    if (key == null) {
      verifiers.hasher().compareWithDummy(pair.privateKey());
      return keys.judge(null, KeyReader.NONE);
    }
    int known = fingerprints.find(key, fingerprint);
    int own = known == KeyReader.NONE ? verifiers.hasher().find(key, pair.privateKey()) : known;
    int secret = own == KeyReader.NONE ? verifiers.find(key, pair.privateKey()) : own;
    AuthenticationResult judged = keys.judge(key, secret);
    if (judged instanceof Authenticated good) {
      // A secret that only a scheme accepts may be weak, and is not remembered.
      if (known == KeyReader.NONE && own != KeyReader.NONE) {
        fingerprints.remember(good.presented(), fingerprint);
      }
      return used(good, pair.privateKey());
    }
    if (known != KeyReader.NONE) {
      int unused = verifiers.hasher().find(key, pair.privateKey());
    }
    return judged;
  }

  private AuthenticationResult used(Authenticated good, PrivateKey presented) {
    if (upgrade.isPresent()) {
      Object attached = good.presented().attachment();
      if (!(attached instanceof Remembered remembered)) {
        upgrade.get().after(good.key(), good.secretIndex(), good.at(), presented, () -> {});
      } else if (!remembered.isUpgraded()) {
        upgrade
            .get()
            .after(good.key(), good.secretIndex(), good.at(), presented, remembered::upgrade);
      }
    }
    return keys.accept(good);
  }
}
