package io.claviger.access;

import io.claviger.internal.bridge.InternalAccess;
import io.claviger.internal.bridge.VerificationMemo;
import io.claviger.internal.credential.Entropy;
import io.claviger.internal.crypto.Sha256;
import io.claviger.model.PrivateKey;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupSecret;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

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

  private static final byte[] NO_ID = new byte[0];

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] salt;
  private final Sha256 sha256 = new Sha256();

  Fingerprints(Entropy entropy) {
    this.salt = entropy.bytes(SALT_BYTES);
  }

  /** Returns the fingerprint of this secret. */
  byte[] of(PrivateKey presented) {
    return sha256.of(salt, NO_ID, presented.reveal().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Returns the index of the secret with this fingerprint, or {@link EqualWork#NONE}. */
  int find(KeyLookup key, byte[] fingerprint) {
    long high = part(fingerprint, 0);
    long low = part(fingerprint, Long.BYTES);
    int found = EqualWork.NONE;
    for (int i = 0; i < key.secretCount(); i++) {
      if (MEMO.remembers(key.secret(i), high, low)) {
        found = i;
      }
    }
    return found;
  }

  /** Remembers the first 16 bytes of the fingerprint with the secret. */
  void remember(LookupSecret secret, byte[] fingerprint) {
    MEMO.remember(secret, part(fingerprint, 0), part(fingerprint, Long.BYTES));
  }

  private static long part(byte[] fingerprint, int at) {
    return (long) LONGS.get(fingerprint, at);
  }
}
