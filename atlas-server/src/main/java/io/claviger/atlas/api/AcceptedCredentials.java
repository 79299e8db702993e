package io.claviger.atlas.api;

import io.claviger.access.Credential;
import io.claviger.atlas.http.Request;
import io.claviger.http.AuthorizationHeader;
import io.claviger.http.digest.DigestAuthenticator;
import io.claviger.importing.ImportedFormats;
import io.claviger.oauth.AccessTokens;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The credentials that the server accepts.
 *
 * @param digest checks HTTP Digest, with the settings of {@link AtlasApi#digest}
 * @param schemes the schemes for the credentials of this server
 * @param tokens reads access tokens, which are accepted whatever the schemes are
 * @param old the formats of imported keys; empty if the server accepts none
 * @param oldHeaders further headers that carry a credential of these formats
 */
public record AcceptedCredentials(
    DigestAuthenticator digest,
    Schemes schemes,
    AccessTokens tokens,
    Optional<ImportedFormats> old,
    List<String> oldHeaders) {
  /** Copies the list. */
  public AcceptedCredentials {
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(schemes, "schemes");
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(old, "old");
    oldHeaders = List.copyOf(oldHeaders);
  }

  /** Accepts these schemes, and no imported keys in their old form. */
  public static AcceptedCredentials of(
      DigestAuthenticator digest, Schemes schemes, AccessTokens tokens) {
    return new AcceptedCredentials(digest, schemes, tokens, Optional.empty(), List.of());
  }

  /** Returns the access token of a request; empty if it presents none, or another credential. */
  Optional<Credential> accessToken(Request request) {
    Credential read =
        AuthorizationHeader.credential(
            request.headers("authorization"),
            text -> tokens.read(text).orElseGet(Credential.Missing::new),
            (user, password) -> new Credential.Missing());
    return Optional.of(read).filter(Credential.ByProof.class::isInstance);
  }

  boolean onlyDigest() {
    return schemes == Schemes.DIGEST && old.isEmpty();
  }

  /** Reads the credential of a request. Without Basic, pairs of this server are malformed. */
  Credential read(Request request) {
    List<String> authorization = request.headers("authorization");
    if (old.isEmpty()) {
      return AuthorizationHeader.credential(authorization);
    }
    ImportedFormats formats = old.get();
    List<String> others =
        oldHeaders.stream().flatMap(name -> request.headers(name).stream()).toList();
    if (!others.isEmpty()) {
      // It is unknown which of two credentials the client means.
      return others.size() == 1 && authorization.isEmpty()
          ? formats.read(others.get(0).strip())
          : new Credential.Malformed();
    }
    return schemes == Schemes.DIGEST
        ? AuthorizationHeader.credential(
            authorization, formats::read, (user, password) -> formats.read(user + ":" + password))
        : AuthorizationHeader.credential(authorization, formats::token, formats::pair);
  }
}
