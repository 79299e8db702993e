package io.claviger.spi;

import io.claviger.PrivateKey;
import io.claviger.PublicKey;
import io.claviger.SecretId;
import java.util.List;

/**
 * Makes verifiers for one more way to show that one knows a private key, beside presenting it: what
 * a {@link Proof} is checked against later. {@link io.claviger.Claviger.Builder#verifierScheme}
 * takes it. The library keeps what it makes beside verifiers of its own, and never reads it.
 *
 * <p>Whoever adds a scheme vouches for it. It is given private keys in the clear; what it makes of
 * them is stored, and must give none of them away. Its methods must not throw, and be thread-safe;
 * those of its verifiers whose text another scheme takes for its own would be lost.
 */
public interface VerifierScheme {
  /** All verifiers for a new secret of the key with this public half; at most 50. */
  List<Verifier> make(PublicKey publicKey, SecretId id, PrivateKey secret);

  /** Whether the verifier is one that {@link #renew} replaces, or keeps. Others are left alone. */
  boolean isOwn(Verifier verifier);

  /**
   * Whether the secret with these verifiers, of whatever scheme, has all that it would get today.
   * Asked when it was presented, on the request path. A verifier that another node made with later
   * settings is of today, too: nodes must not undo what others renewed.
   */
  boolean areCurrent(SecretId id, List<Verifier> verifiers);

  /**
   * Its own verifiers for a secret that has these now, of whatever scheme: those of today as they
   * are, and new ones in place of the others.
   */
  List<Verifier> renew(
      PublicKey publicKey, SecretId id, List<Verifier> verifiers, PrivateKey presented);
}
