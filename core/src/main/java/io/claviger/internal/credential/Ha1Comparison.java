package io.claviger.internal.credential;

import io.claviger.PrivateKey;
import io.claviger.PublicKey;
import io.claviger.SecretId;
import io.claviger.access.Rejected;
import io.claviger.internal.digest.DigestAnswer;
import io.claviger.internal.lookup.PackedKey;
import io.claviger.internal.lookup.PackedSecret;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.Verifier;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the secret that an answer was made with. */
final class Ha1Comparison {
  /** None of the secrets of a key. */
  static final int NONE = -1;

  /** The index of the secret, or {@link #NONE} and why there is none. */
  record Result(int secret, Rejected.Reason otherwise) {}

  private final Ha1Verifiers verifiers;
  private final PackedSecret dummy;

  Ha1Comparison(Ha1Verifiers verifiers) {
    this.verifiers = verifiers;
    SecretId id = new SecretId("0".repeat(24));
    List<Verifier> ofDummy = verifiers.make(new PublicKey("nobodyhas"), id, PrivateKey.of("x"));
    this.dummy = PackedSecret.of(new LookupSecret(id, Optional.empty(), Optional.empty(), ofDummy));
  }

  /** Tries every one of them, whether or not one was found, and does the work of one for none. */
  Result find(@Nullable PackedKey key, DigestAnswer answer, String method) {
    int count = key == null ? 0 : key.secretCount();
    if (count == 0) {
      compareWithDummy(answer, method);
    }
    boolean usable = false;
    int found = NONE;
    for (int i = 0; key != null && i < count; i++) {
      PackedSecret secret = key.secret(i);
      Optional<byte[]> ha1 = verifiers.ha1(secret, answer.algorithm());
      usable |= ha1.isPresent();
      if (ha1.isEmpty()) {
        compareWithDummy(answer, method);
      } else if (answer.isMadeWith(ha1.get(), method)) {
        found = i;
      }
    }
    return new Result(
        found, usable ? Rejected.Reason.WRONG_SECRET : Rejected.Reason.NO_DIGEST_VERIFIER);
  }

  /** The work of one comparison, for a secret that cannot be compared. */
  private void compareWithDummy(DigestAnswer answer, String method) {
    byte[] ha1 = verifiers.ha1(dummy, answer.algorithm()).orElseThrow();
    boolean unused = answer.isMadeWith(ha1, method);
  }
}
