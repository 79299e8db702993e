package io.claviger.http.access;

import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.http.Authorization;
import io.claviger.spi.Incubating;
import java.util.List;
import java.util.Optional;

/**
 * A way in which a request presents a credential, besides pairs and tokens: HTTP Digest and access
 * tokens are two. Give it to {@link HttpAccessBuilder#accept}. Must be thread-safe.
 *
 * <p>A presentation only reads. The library compares the credential with the key, asks the limiter
 * and makes the response. A {@link io.claviger.access.RequestLimiter} is not asked about guesses of
 * access tokens; otherwise all kinds are treated alike.
 */
@Incubating
public interface Presentation {
  /**
   * Reads the credential of a request; empty if it presents nothing of this kind. Runs on the
   * thread of the request. It must read no store, keep nothing, and do the same work whether or not
   * the key exists.
   *
   * <p>A value that is meant for this presentation never gives an empty result, even if it is bad:
   * it is {@linkplain Credential#malformed malformed}, so that no weaker scheme reads it (a
   * downgrade). If several kinds share a scheme, as access tokens and JWTs share Bearer, only the
   * values that this presentation recognizes are meant for it. If the header has several values and
   * one is of this scheme, the credential is malformed too. A presentation that reads another
   * header returns a malformed credential if both headers are there.
   *
   * <p>An exception counts as malformed, and so does a {@linkplain Credential#missing missing}
   * credential.
   *
   * @param header the Authorization header of the request, which may be absent
   */
  Optional<Credential> read(IncomingRequest request, Authorization header);

  /**
   * Returns the values of WWW-Authenticate by which a response 401 asks for this credential; an
   * empty list if it does not ask. It is called when a response is made, and once when the {@link
   * HttpAccess} is built.
   *
   * @param realm the realm of the {@link HttpAccess}
   * @param own present if the request used this presentation. It is the rejection, or one with the
   *     reason {@code MISSING} if nothing was checked, as for a refused call of management
   */
  List<String> challenges(String realm, Optional<Rejected> own);

  /**
   * Checks whether the response to a rejected credential of this presentation leaves out the
   * challenges of all other ways to present one. By default, it offers them too.
   */
  default boolean challengesAlone() {
    return false;
  }
}
