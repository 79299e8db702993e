package io.claviger.atlas.api;

import io.claviger.Claviger;
import io.claviger.access.Authentication;
import io.claviger.access.Rejected;
import io.claviger.access.digest.DigestAuthenticator;
import io.claviger.access.digest.DigestRequest;
import io.claviger.atlas.http.Request;
import io.claviger.http.AuthorizationHeader;
import java.util.ArrayList;
import java.util.List;

/** Whose key a request presents: by HTTP Digest, and by Basic and Bearer where they are taken. */
final class Senders {
  /** What Atlas calls it; a key's verifiers hold for this realm only. */
  static final String REALM = "MMS Public API";

  private final Claviger claviger;
  private final DigestAuthenticator digest;
  private final Schemes schemes;

  Senders(Claviger claviger, Schemes schemes) {
    this.claviger = claviger;
    this.digest = claviger.digestAuthenticator();
    this.schemes = schemes;
  }

  Authentication authenticate(Request request) {
    List<String> authorization = request.headers("authorization");
    DigestRequest answer = new DigestRequest(request.method(), request.target(), authorization);
    return schemes != Schemes.DIGEST && !answer.isDigest()
        ? claviger.authenticator().authenticate(AuthorizationHeader.credential(authorization))
        : byDigest(request, answer);
  }

  /** There is a client that signs the path without the query. */
  private Authentication byDigest(Request request, DigestRequest answer) {
    Authentication sender = digest.authenticate(answer);
    boolean otherTarget =
        sender instanceof Rejected rejected
            && rejected.reason() == Rejected.Reason.OTHER_TARGET
            && !request.path().equals(request.target());
    return otherTarget
        ? digest.authenticate(
            new DigestRequest(request.method(), request.path(), answer.authorization()))
        : sender;
  }

  /** What WWW-Authenticate says, Digest first: many clients look at the first challenge only. */
  List<String> challenges(Rejected rejected) {
    List<String> challenges = new ArrayList<>(digest.challenges(rejected));
    if (schemes != Schemes.DIGEST) {
      challenges.add("Basic realm=\"" + REALM + "\"");
    }
    if (schemes == Schemes.DIGEST_BASIC_BEARER) {
      challenges.add("Bearer realm=\"" + REALM + "\"");
    }
    return challenges;
  }
}
