package io.claviger.access;

import io.claviger.model.IpAddress;
import io.claviger.model.PublicKey;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Limits how often keys are used, by a rule of the application: for example a number of requests
 * each minute, or a quota for each organization. Set it with {@link
 * io.claviger.Claviger.Builder#requestLimiter}.
 *
 * <p>An {@link AccessCheck} calls {@link #waitTime} last, and only for a request that is otherwise
 * allowed. So a request that is refused for another reason uses up no quota. A refusal of the
 * limiter is not a use of the key.
 *
 * <p>A limiter may also limit guesses. {@link #afterRejection} tells it about invalid credentials,
 * and {@link #beforeCheck} lets it refuse further ones. Both get the public key as it was
 * presented, whether or not that key exists, so a limiter must bound what it remembers. Count an
 * address <b>and</b> a public key together, since otherwise anybody could lock out the owner of a
 * key. The two calls leave out:
 *
 * <ul>
 *   <li>Requests without a well-formed credential, since they name no key.
 *   <li>Access tokens. A token without a valid MAC is malformed, and a valid MAC cannot be guessed.
 *       After a rotation, an honest client may still present tokens of the old secret, and would
 *       lock itself out.
 * </ul>
 *
 * <p>Both calls are made for a proof, such as a response of HTTP Digest, as for a pair. {@link
 * #afterRejection} is not called for {@link Rejected.Reason#STALE_PROOF}: the secret was right, and
 * an honest client gets it whenever its nonce has expired. It is called for all other reasons,
 * whether the secret was right or not, so that a limiter does not reveal which keys are disabled.
 */
@FunctionalInterface
public interface RequestLimiter {
  /**
   * Returns empty to let the request through, or how long the client must wait before it tries
   * again; a negative time is zero. Must be quick and thread-safe. An exception reaches the caller
   * of the check, and the request is not admitted.
   */
  Optional<Duration> waitTime(Authenticated key, IpAddress address);

  /**
   * Returns empty to let the credential be checked, or how long the client must wait. Must be quick
   * and thread-safe, and must not treat existing keys differently, since clients could find out
   * which keys exist. By default, every credential is checked.
   */
  default Optional<Duration> beforeCheck(PublicKey presented, IpAddress address) {
    Objects.requireNonNull(presented, "presented");
    Objects.requireNonNull(address, "address");
    return Optional.empty();
  }

  /**
   * Is called when a credential with this public key was not accepted, except for the reasons
   * above. By default does nothing.
   */
  default void afterRejection(PublicKey presented, IpAddress address, Rejected rejected) {
    Objects.requireNonNull(presented, "presented");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(rejected, "rejected");
  }

  /** Returns a limiter that lets every request through. */
  static RequestLimiter unlimited() {
    return (key, address) -> Optional.empty();
  }
}
