package io.claviger.atlas.api;

import io.claviger.Claviger;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.atlas.http.Request;
import io.claviger.http.digest.DigestRequest;
import io.claviger.http.digest.DigestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Authenticates the sender of a request by HTTP Digest, and by other credentials if the server
 * accepts them.
 */
final class Senders {
  /** The realm of Atlas. The verifiers of a key are valid for this realm only. */
  static final String REALM = "MMS Public API";

  private final Claviger claviger;
  private final AcceptedCredentials accepted;

  Senders(Claviger claviger, AcceptedCredentials accepted) {
    this.claviger = claviger;
    this.accepted = accepted;
  }

  AuthenticationResult authenticate(Request request) {
    Optional<Credential> token = accepted.accessToken(request);
    if (token.isPresent()) {
      return claviger.authenticator().authenticate(token.get());
    }
    List<String> authorization = request.headers("authorization");
    DigestRequest answer = new DigestRequest(request.method(), request.target(), authorization);
    return answer.isDigest() || accepted.onlyDigest()
        ? byDigest(request, answer)
        : claviger.authenticator().authenticate(accepted.read(request));
  }

  /** Accepts a signature of the path without the query, too, because one client signs only that. */
  private AuthenticationResult byDigest(Request request, DigestRequest answer) {
    DigestResult sender = accepted.digest().authenticate(answer);
    boolean otherTarget =
        sender instanceof DigestResult.Refused refused
            && refused.detail().equals(Optional.of(DigestResult.Detail.OTHER_TARGET))
            && !request.path().equals(request.target());
    return authentication(
        otherTarget
            ? accepted
                .digest()
                .authenticate(
                    new DigestRequest(request.method(), request.path(), answer.authorization()))
            : sender);
  }

  private static AuthenticationResult authentication(DigestResult result) {
    return result instanceof DigestResult.Accepted accepted
        ? accepted.key()
        : ((DigestResult.Refused) result).rejection();
  }

  /**
   * Returns the values of WWW-Authenticate. Digest comes first, because many clients read the first
   * challenge only. Old credentials are not asked for: they have no Digest, and new clients do not
   * have them. A client that sends a Bearer token gets only that challenge, since it has no Digest.
   */
  List<String> challenges(Request request, Rejected rejected) {
    if (request.headers("authorization").stream().anyMatch(Senders::isBearer)) {
      return List.of("Bearer realm=\"" + REALM + "\", error=\"invalid_token\"");
    }
    List<String> challenges = new ArrayList<>(accepted.digest().challenges(rejected));
    if (accepted.schemes() != Schemes.DIGEST) {
      challenges.add("Basic realm=\"" + REALM + "\"");
    }
    if (accepted.schemes() == Schemes.DIGEST_BASIC_BEARER) {
      challenges.add("Bearer realm=\"" + REALM + "\"");
    }
    return challenges;
  }

  private static boolean isBearer(String authorization) {
    return authorization.strip().regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
  }
}
