package io.claviger.http.digest;

import io.claviger.access.Rejected;
import io.claviger.model.StoreException;
import java.util.List;

/**
 * Authenticates requests by HTTP Digest with {@code qop=auth}. Get one from {@link
 * Digest#authenticator}; it is immutable and thread-safe. An application can wrap this interface,
 * to count requests or to limit them.
 *
 * <p>If the result is {@linkplain DigestResult.Accepted accepted}, pass its key to {@link
 * io.claviger.access.AccessCheck#check(io.claviger.access.Authenticated,
 * io.claviger.access.AccessRequest)}. If it is refused, answer with HTTP 401 and the {@link
 * #challenges}.
 */
public interface DigestAuthenticator {
  /**
   * Authenticates a request. Reads the store once, except when the answer is missing, malformed or
   * made for another target. Hashes and compares once for each secret of the key, and once if the
   * key does not exist.
   *
   * <p>The nonce is checked last, and its use is remembered only if everything else is right. So
   * requests with a disabled or expired key get the same challenge as requests with a key that does
   * not exist, and take up no memory.
   *
   * @throws StoreException if the store or the replay window fails
   */
  DigestResult authenticate(DigestRequest request);

  /**
   * Returns the values of WWW-Authenticate for this rejection. Send each in a separate field, in
   * this order. There is one for each offered algorithm, and all have the same new nonce.
   *
   * <p>They contain {@code stale=true} for {@link Rejected.Reason#STALE_PROOF}. The secret was
   * right then, and a client that knows it tries again automatically. So an honest client that sent
   * its request twice, because it lost the response, can go on. An attacker that replays the answer
   * of another client learns only whether the key is still valid.
   */
  List<String> challenges(Rejected rejection);
}
