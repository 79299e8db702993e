package io.claviger.http.access;

import io.claviger.access.Credential;
import io.claviger.http.AuthorizationHeader;
import io.claviger.http.digest.DigestRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds the credential in the headers of a request. The request presents exactly one; two are
 * malformed, since it is unknown which of them the client means.
 *
 * @param schemes the schemes of the Authorization header that carry the secret of a key
 * @param tokenHeaders the names of further headers, each of which may carry a token
 * @param digest whether HTTP Digest is accepted
 * @param beginsLikeToken whether a text is a token of the application or a mistyped one, and so
 *     nothing that another way to authenticate should see
 * @param accessTokenReader reads access tokens; empty if they are not accepted
 * @param tokenReader reads the text of a token
 * @param pairReader reads a user-id and a password
 */
record CredentialReader(
    Set<AuthorizationScheme> schemes,
    List<String> tokenHeaders,
    boolean digest,
    Predicate<String> beginsLikeToken,
    Optional<AccessTokenReader> accessTokenReader,
    Function<String, Credential> tokenReader,
    BiFunction<String, String, Credential> pairReader) {
  private static final String AUTHORIZATION = "Authorization";

  /** A credential that a request presents, or with Digest the proof that the client has one. */
  sealed interface Presented {
    /**
     * Checks whether this can be the credential of a key, also a mistyped one. A bearer token of
     * another form, such as a JWT, is not one.
     */
    boolean canBeOfKey();

    /** A pair, a token, a malformed credential or none. */
    record Plain(Credential credential, boolean canBeOfKey) implements Presented {}

    /** An access token, also a malformed one. */
    record AccessToken(Credential credential) implements Presented {
      @Override
      public boolean canBeOfKey() {
        return true;
      }
    }

    /** An answer to a challenge. */
    record Digest(DigestRequest request) implements Presented {
      @Override
      public boolean canBeOfKey() {
        return true;
      }
    }
  }

  /**
   * Reads each header once: a second read took a quarter of the CPU time of the filter for Spring
   * Security, whose firewall checks the value at each read.
   */
  Presented read(IncomingRequest request) {
    List<Credential> tokens = tokens(request);
    boolean token = !tokens.isEmpty();
    List<String> authorization = authorization(request);
    if (authorization.isEmpty()) {
      return new Presented.Plain(token ? only(tokens) : new Credential.Missing(), token);
    }
    if (digest) {
      DigestRequest answer = new DigestRequest(request.method(), request.target(), authorization);
      if (answer.isDigest()) {
        return token
            ? new Presented.Plain(new Credential.Malformed(), true)
            : new Presented.Digest(answer);
      }
    }
    Credential credential =
        AuthorizationHeader.credential(authorization, this::bearer, this::basic);
    boolean accessToken = isAccessToken(credential, authorization);
    if (accessToken && !token) {
      return new Presented.AccessToken(credential);
    }
    boolean ofKey =
        accessToken
            || credential instanceof Credential.Pair
            || authorization.stream().anyMatch(this::canBeOfKey);
    if (!token) {
      return new Presented.Plain(credential, ofKey);
    }
    // A gateway may add a credential for other programs to a request that has our token.
    return new Presented.Plain(ofKey ? new Credential.Malformed() : only(tokens), true);
  }

  private Credential bearer(String text) {
    Optional<Credential> accessToken = accessTokenReader.flatMap(reader -> reader.read(text));
    if (accessToken.isPresent()) {
      return accessToken.get();
    }
    return schemes.contains(AuthorizationScheme.BEARER)
        ? tokenReader.apply(text)
        : new Credential.Malformed();
  }

  private Credential basic(String user, String password) {
    return schemes.contains(AuthorizationScheme.BASIC)
        ? pairReader.apply(user, password)
        : new Credential.Malformed();
  }

  /** Looks at the header again only if it has no good credential. */
  private boolean isAccessToken(Credential credential, List<String> authorization) {
    return credential instanceof Credential.ByProof
        || (credential instanceof Credential.Malformed
            && accessTokenReader.isPresent()
            && authorization.stream().anyMatch(this::isAccessToken));
  }

  private boolean isAccessToken(String value) {
    return AuthorizationScheme.BEARER
        .textIn(value)
        .flatMap(text -> accessTokenReader.flatMap(reader -> reader.read(text)))
        .isPresent();
  }

  private boolean canBeOfKey(String value) {
    if (schemes.contains(AuthorizationScheme.BASIC) && AuthorizationScheme.BASIC.isIn(value)) {
      return true;
    }
    return schemes.contains(AuthorizationScheme.BEARER)
        && AuthorizationScheme.BEARER
            .textIn(value)
            .filter(text -> beginsLikeToken.test(text) || isPair(value))
            .isPresent();
  }

  private boolean isPair(String value) {
    return AuthorizationHeader.credential(List.of(value), tokenReader, pairReader)
        instanceof Credential.Pair;
  }

  private List<Credential> tokens(IncomingRequest request) {
    List<Credential> found = new ArrayList<>();
    for (String name : tokenHeaders) {
      for (String value : request.headers().values(name)) {
        if (!value.isBlank()) {
          found.add(tokenReader.apply(value.strip()));
        }
      }
    }
    return found;
  }

  /** Reads the header only if something in it is accepted. */
  private List<String> authorization(IncomingRequest request) {
    return schemes.isEmpty() && !digest && accessTokenReader.isEmpty()
        ? List.of()
        : request.headers().values(AUTHORIZATION);
  }

  private static Credential only(List<Credential> tokens) {
    return tokens.size() == 1 ? tokens.get(0) : new Credential.Malformed();
  }
}
