package io.claviger.access;

import io.claviger.internal.bridge.InternalAccess;
import io.claviger.internal.bridge.VerificationMemo;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.crypto.SaltedSha256;
import io.claviger.model.PrivateKey;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupSecret;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a secret that was verified before. It hashes one block of SHA-256 for a pair and two
 * for a token, which is less than a verifier takes. The fingerprint is kept with the lookup that
 * was used, so a key that is read again must be verified again. Each instance has its own salt, so
 * it does not recognise what an instance with other peppers remembers. Thread-safe.
 */
class Fingerprints {
  /** The salt and the private key of a pair fit in one block. */
  private static final int SALT_BYTES = 12;

  static final VerificationMemo<LookupSecret> MEMO = InternalAccess.memo(LookupSecret.class);

  private final SaltedSha256 sha256;

  Fingerprints(Entropy entropy) {
    this.sha256 = new SaltedSha256(entropy.bytes(SALT_BYTES), PrivateKey.MAX_LENGTH);
  }

  /**
   * Returns the index of the key's secret that is remembered as the presented one, or {@link
   * EqualWork#NONE}. Without a key, the presented secret is hashed all the same.
   */
  int find(@Nullable KeyLookup key, PrivateKey presented) {
    return sha256.hash(presented.reveal(), key, Fingerprints::find);
  }

  private static int find(@Nullable KeyLookup key, long high, long low) {
    if (key == null) {
      return EqualWork.NONE;
    }
    int found = EqualWork.NONE;
    for (int i = 0; i < key.secretCount(); i++) {
      if (MEMO.remembers(key.secret(i), high, low)) {
        found = i;
      }
    }
    return found;
  }

  /** Remembers this secret of a key as the presented one. */
  void remember(LookupSecret secret, PrivateKey presented) {
    int unused = sha256.hash(presented.reveal(), secret, Fingerprints::remember);
  }

  private static int remember(LookupSecret secret, long high, long low) {
    MEMO.remember(secret, high, low);
    return EqualWork.NONE;
  }
}
