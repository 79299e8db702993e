package io.claviger.spi;

import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import java.util.List;
import java.util.Objects;

/**
 * Makes or checks verifiers that the library does not know. {@link
 * io.claviger.Claviger.Builder#verifierScheme} takes the scheme. The library stores its verifiers
 * beside its own, and never reads them. There are two kinds of scheme:
 *
 * <ul>
 *   <li>One {@linkplain #make makes} verifiers for a further way to prove that a client knows a
 *       private key without sending it. A {@link Proof} is checked against them.
 *   <li>One {@linkplain #accepts checks} verifiers that other software made.
 * </ul>
 *
 * <p>The author of a scheme is responsible for its security. The library passes private keys in the
 * clear to it and stores the verifiers that it returns, so these must not reveal a private key. The
 * methods must be thread-safe, and only {@link #accepts} may throw. No two schemes may recognise
 * the same verifier as their own.
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

  /**
   * Checks whether this verifier, of any scheme, was made from the presented secret. The library
   * asks on the thread of the request, and only for a secret that has no verifier of the library.
   * It remembers no answer: after a use, it replaces the verifier with one of its own. By default,
   * a scheme accepts nothing.
   *
   * @throws io.claviger.model.StoreException if the check cannot be made now
   */
  default boolean accepts(Verifier verifier, SecretId id, PrivateKey presented) {
    Objects.requireNonNull(verifier, "verifier");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(presented, "presented");
    return false;
  }
}
