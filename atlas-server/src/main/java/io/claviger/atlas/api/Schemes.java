package io.claviger.atlas.api;

import io.claviger.http.access.AuthorizationScheme;
import java.util.List;

/** The authentication schemes that the server accepts. */
public enum Schemes {
  /** HTTP Digest only. */
  DIGEST,
  /** HTTP Digest and Basic. */
  DIGEST_BASIC,
  /** HTTP Digest, Basic and Bearer, for a server that issues tokens. */
  DIGEST_BASIC_BEARER;

  /** Returns the schemes that carry the secret itself. */
  List<AuthorizationScheme> inHeader() {
    return switch (this) {
      case DIGEST -> List.of();
      case DIGEST_BASIC -> List.of(AuthorizationScheme.BASIC);
      case DIGEST_BASIC_BEARER -> List.of(AuthorizationScheme.BASIC, AuthorizationScheme.BEARER);
    };
  }
}
