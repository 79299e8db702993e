package io.claviger.spi;

import io.claviger.SecretId;
import java.time.Instant;
import java.util.List;

/**
 * Shows that whoever sends a request knows a secret of a key, without presenting it: an answer to a
 * challenge, or a signature. {@link io.claviger.Claviger#authenticate} judges it; it is used once.
 *
 * <p>Whoever writes one vouches for it: what it says is believed.
 */
public interface Proof {
  /**
   * Whether it was made with this secret. Asked for each secret of the key, whatever was answered
   * before, and whether or not the key may be used. Where there is no such key, or it has no
   * secret, asked once with no verifiers, for the sake of the work. It should take the same work
   * each time, and compare in constant time.
   *
   * @param verifiers all that is stored for the secret, of whatever {@link VerifierScheme}
   */
  boolean isMadeWith(SecretId secret, List<Verifier> verifiers);

  /**
   * Whether it may be used now. Asked last, and only of a proof that was made with the secret of a
   * key that may be used: so one that is good once remembers this use, and nothing else does.
   *
   * @throws io.claviger.StoreException if it cannot be told
   */
  boolean isFresh(Instant now);
}
