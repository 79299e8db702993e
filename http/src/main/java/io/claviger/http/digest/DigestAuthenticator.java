package io.claviger.http.digest;

import io.claviger.access.Rejected;
import io.claviger.model.StoreException;
import java.util.List;

/**
 * Tells whose credential a request presents by HTTP Digest, {@code qop=auth}. Made by {@link
 * Digest#authenticator}; immutable and thread-safe. An interface so that a host can wrap it, to
 * count or to limit.
 *
 * <p>Who is {@linkplain DigestResult.Accepted accepted} goes on to {@link
 * io.claviger.access.AccessCheck#check(io.claviger.access.Authenticated,
 * io.claviger.access.AccessRequest)}; who is refused gets HTTP 401 with the {@link #challenges}.
 */
public interface DigestAuthenticator {
  /**
   * One read of the store, none for a missing or malformed answer or one to another target. Hashes
   * and compares once for each secret of the key, and once for a key that does not exist.
   *
   * <p>The nonce is looked at last, and a use of it is remembered only where everything else is
   * right: so a key that is disabled or expired gets the same challenge as one that does not exist,
   * and takes up no memory.
   *
   * @throws StoreException if the store is in trouble, or the replay window
   */
  DigestResult authenticate(DigestRequest request);

  /**
   * The values of WWW-Authenticate for this rejection, each a field of its own, in this order: one
   * for each offered algorithm, all with the same new nonce. {@code stale=true} for {@link
   * Rejected.Reason#STALE_PROOF}: there the secret was right, and a client that knows it tries
   * again by itself. An honest one that lost an answer and sent its request twice can go on; who
   * replays another's answer learns from it whether the key is still good, and nothing else.
   */
  List<String> challenges(Rejected rejection);
}
