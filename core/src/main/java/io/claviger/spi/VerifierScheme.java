package io.claviger.spi;

import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import java.util.List;

/**
 * Makes verifiers for one more way to prove that a client knows a private key without sending it. A
 * {@link Proof} is checked against them. {@link io.claviger.Claviger.Builder#verifierScheme} takes
 * the scheme. The library stores its verifiers beside its own, and never reads them.
 *
 * <p>The author of a scheme is responsible for its security. The library passes private keys in the
 * clear to it and stores the verifiers that it returns, so these must not reveal a private key. The
 * methods must be thread-safe and must not throw. No two schemes may recognise the same verifier as
 * their own.
 */
public interface VerifierScheme {
  /** Makes all verifiers for a new secret of the key with this public key; at most 50. */
  List<Verifier> make(PublicKey publicKey, SecretId id, PrivateKey secret);

  /** Checks whether {@link #renew} replaces or keeps this verifier. All others stay as they are. */
  boolean isOwn(Verifier verifier);

  /**
   * Checks whether a secret with these verifiers, of any scheme, has everything that it would get
   * today. The library asks on the request path, when the secret was presented. A verifier that
   * another node made with later settings counts as current: nodes must not undo each other's work.
   */
  boolean areCurrent(SecretId id, List<Verifier> verifiers);

  /**
   * Returns the scheme's own verifiers for a secret that now has these verifiers, of any scheme.
   * Current ones stay as they are; new ones replace the others.
   */
  List<Verifier> renew(
      PublicKey publicKey, SecretId id, List<Verifier> verifiers, PrivateKey presented);
}
