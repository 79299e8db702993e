package io.claviger.atlas.api;

import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.http.Authorization;
import io.claviger.http.access.IncomingRequest;
import io.claviger.http.access.Presentation;
import io.claviger.oauth.AccessTokens;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every text that a request sends with the scheme Bearer. A client that sends one has no Digest, so
 * it gets the challenge of Bearer alone, as from Atlas.
 *
 * @param tokens reads access tokens
 * @param others reads the other texts
 */
record BearerCredentials(AccessTokens tokens, Function<String, Credential> others)
    implements Presentation {
  private static final String SCHEME = "Bearer";

  @Override
  public Optional<Credential> read(IncomingRequest request, Authorization header) {
    if (!header.has(SCHEME)) {
      return Optional.empty();
    }
    return Optional.of(
        header.credential(
            text -> tokens.read(text).orElseGet(() -> others.apply(text)),
            (user, password) -> Credential.malformed("")));
  }

  /** The scheme is offered where the server issues tokens. */
  @Override
  public List<String> challenges(String realm, Optional<Rejected> own) {
    return own.map(unused -> SCHEME + " realm=\"" + realm + "\", error=\"invalid_token\"").stream()
        .toList();
  }

  @Override
  public boolean challengesAlone() {
    return true;
  }
}
