package io.claviger.spi;

import io.claviger.model.AccessToken;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretId;
import io.claviger.spi.store.RevokedTokens;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that the sender of a request knows a secret of a key, without sending it: an answer to a
 * challenge, for example, or a signature. A request presents it as {@link
 * io.claviger.access.Credential#proof}. Each proof object is used for one check.
 *
 * <p>The library believes a proof, so its author is responsible for its security.
 */
@Incubating
public interface Proof {
  /**
   * Checks whether this proof was made with this secret. The library asks for every secret of the
   * key, even if an earlier one matched and even if the key may not be used. If there is no such
   * key, or if it has no secret, the library asks once with no verifiers, so that the work is the
   * same. The method should do the same work each time, and should compare in constant time.
   *
   * @param verifiers all verifiers of the secret, of any {@link VerifierScheme}
   */
  boolean isMadeWith(SecretId secret, List<Verifier> verifiers);

  /**
   * Checks whether this proof may be used now. The library asks this last, and only if the proof
   * was made with a secret of a key that may be used. A proof that is valid once remembers its use
   * here. If it was used before, {@link #isReplay} says so afterwards.
   *
   * @throws io.claviger.model.StoreException if this cannot be determined
   */
  boolean isFresh(Instant now);

  /**
   * Checks whether {@link #isFresh} returned false because this proof was used before, and not
   * because it is too old. A replay counts as a guess for the {@link
   * io.claviger.access.RequestLimiter}; an old proof does not. False by default.
   */
  default boolean isReplay() {
    return false;
  }

  /**
   * Returns more about why {@link #isMadeWith} accepted no secret of a key that exists, for the
   * log: a constant text, or an empty one, the default. The library asks after every rejection, and
   * shows the text only for {@link io.claviger.access.Rejected.Reason#WRONG_SECRET}.
   */
  default String detail() {
    return "";
  }

  /**
   * Limits the request to these roles. Those that the roles of the key do not {@linkplain
   * io.claviger.model.Roles#include include} at the time of the request are ignored. A key that was
   * authenticated in this way makes no call of management, not even about itself. Empty, the
   * default, stands for all roles of the key.
   */
  default Optional<Set<RoleAssignment>> roles() {
    return Optional.empty();
  }

  /**
   * Returns the access token that this proof is. The library refuses it from its expiry on, if it
   * was revoked ({@link RevokedTokens}), and for another key than its own, since a public key may
   * be given again. It judges it only if the proof was made with a secret of a key that may be
   * used, and before it asks {@link #isFresh}. A proof with a token is no guess, since its seal was
   * checked when it was read: the {@link io.claviger.access.RequestLimiter} is neither asked before
   * it is checked nor told that it was rejected. Empty, the default, for a proof without a lifetime
   * of its own. Must return the same at each call.
   */
  default Optional<AccessToken> token() {
    return Optional.empty();
  }
}
