package io.claviger.http.access;

import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.http.Authorization;
import java.util.List;
import java.util.Optional;

/**
 * A way in which a request presents a credential, besides pairs and tokens: HTTP Digest and access
 * tokens are two. Give it to {@link HttpAccessBuilder#accept}. Must be thread-safe.
 *
 * <p>A presentation only reads. The library compares the credential with the key, asks the limiter,
 * and makes the response, in the same way for each of them.
 */
public interface Presentation {
  /**
   * Reads the credential of a request; empty if it presents nothing of this kind. Runs on the
   * thread of the request. It must read no store, keep nothing, and do the same work whether or not
   * the key exists.
   *
   * <p>For a value of its own scheme, the result is never empty: a bad one is {@linkplain
   * Credential#malformed malformed}, so that no other scheme takes it (a downgrade). If the header
   * has several values and one is of this scheme, the credential is malformed too. A presentation
   * that reads another header returns a malformed credential if both headers are there.
   *
   * <p>An exception counts as malformed, and so does a {@linkplain Credential#missing missing}
   * credential.
   *
   * @param header the Authorization header of the request, which may be absent
   */
  Optional<Credential> read(IncomingRequest request, Authorization header);

  /**
   * Returns the values of WWW-Authenticate by which a response 401 asks for this credential; an
   * empty list if it does not ask. It is called when the response is sent.
   *
   * @param realm the realm of the {@link HttpAccess}
   * @param own the rejection, if the request used this presentation. Empty if it is offered beside
   *     others
   */
  List<String> challenges(String realm, Optional<Rejected> own);

  /**
   * Checks whether a rejected credential of this presentation gets only its own challenges. By
   * default, the response also offers every other way to present a credential.
   */
  default boolean challengesAlone() {
    return false;
  }
}
