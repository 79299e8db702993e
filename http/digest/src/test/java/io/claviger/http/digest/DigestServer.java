package io.claviger.http.digest;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Caller;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.http.Authorization;
import io.claviger.http.access.IncomingRequest;
import io.claviger.http.access.Presentation;
import java.util.List;
import java.util.Optional;

/** A server: what manages keys and takes pairs, and what takes answers. */
record DigestServer(Claviger claviger, Presentation presentation) {
  /** A request, and the values of its Authorization header. */
  record Request(String method, String target, List<String> authorization) {}

  ApiKeys application() {
    return claviger.actingAs(Caller.application("test"));
  }

  AuthenticationResult authenticate(Request request) {
    return claviger.authenticator().authenticate(read(request));
  }

  /** Returns what the request presents; a request without an answer presents nothing. */
  Credential read(Request request) {
    IncomingRequest incoming =
        new IncomingRequest(
            name -> request.authorization(), request.method(), request.target(), Optional.empty());
    return presentation
        .read(incoming, Authorization.of(request.authorization()))
        .orElseGet(Credential::missing);
  }

  List<String> challenges(Rejected rejected) {
    return presentation.challenges("API", Optional.of(rejected));
  }

  String nonce() {
    return DigestClient.nonce(presentation.challenges("API", Optional.empty()));
  }
}
