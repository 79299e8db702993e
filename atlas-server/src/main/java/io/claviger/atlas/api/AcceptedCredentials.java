package io.claviger.atlas.api;

import io.claviger.Claviger;
import io.claviger.access.Credential;
import io.claviger.http.access.AuthorizationScheme;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpAccessBuilder;
import io.claviger.http.digest.Digest;
import io.claviger.importing.ImportedFormats;
import io.claviger.model.RoleGrants;
import io.claviger.oauth.AccessTokens;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The credentials that the server accepts.
 *
 * @param digest HTTP Digest, with the settings of {@link AtlasApi#digest}
 * @param schemes the schemes for the credentials of this server
 * @param tokens reads access tokens, which are accepted whatever the schemes are
 * @param old the formats of imported keys; empty if the server accepts none
 * @param oldHeaders further headers that carry a credential of these formats
 */
public record AcceptedCredentials(
    Digest digest,
    Schemes schemes,
    AccessTokens tokens,
    Optional<ImportedFormats> old,
    List<String> oldHeaders) {
  /** The realm of Atlas. The verifiers of a key are valid for this realm only. */
  static final String REALM = "MMS Public API";

  /** Copies the list. */
  public AcceptedCredentials {
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(schemes, "schemes");
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(old, "old");
    oldHeaders = List.copyOf(oldHeaders);
  }

  /** Accepts these schemes, and no imported keys in their old form. */
  public static AcceptedCredentials of(Digest digest, Schemes schemes, AccessTokens tokens) {
    return new AcceptedCredentials(digest, schemes, tokens, Optional.empty(), List.of());
  }

  /**
   * Returns the access for the keys of this instance. The challenge of Digest comes first, because
   * many clients read the first challenge only.
   */
  HttpAccess access(Claviger claviger) {
    HttpAccessBuilder access =
        HttpAccess.builder(claviger, RoleGrants.none())
            .realm(REALM)
            .schemes(schemes.inHeader().toArray(AuthorizationScheme[]::new))
            // The API logs failures of the store itself.
            .log(decision -> {})
            .accept(digest.presentation())
            .accept(new BearerCredentials(tokens, bearerReader()));
    old.ifPresent(formats -> access.accept(new OldCredentials(formats, oldHeaders, schemes)));
    return access.build();
  }

  /** Without Bearer, tokens of this server are malformed, and only access tokens are read. */
  private Function<String, Credential> bearerReader() {
    if (schemes == Schemes.DIGEST) {
      return old.<Function<String, Credential>>map(formats -> formats::read)
          .orElse(text -> Credential.malformed(""));
    }
    return old.<Function<String, Credential>>map(formats -> formats::token)
        .orElse(Credential::token);
  }
}
