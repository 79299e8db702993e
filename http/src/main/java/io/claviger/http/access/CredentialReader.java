package io.claviger.http.access;

import io.claviger.access.Credential;
import io.claviger.http.Authorization;
import io.claviger.model.TokenFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the credential in the headers of a request. The request presents exactly one; two are
 * malformed, since it is unknown which of them the client means.
 *
 * @param schemes the schemes of the Authorization header that carry the secret of a key
 * @param tokenHeaders the names of further headers, each of which may carry a token
 * @param presentations further ways to present a credential
 * @param formats those of the application; another way to authenticate should not see what
 *     resembles a token of one
 * @param tokenReader reads the text of a token
 * @param pairReader reads a user-id and a password
 */
record CredentialReader(
    Set<AuthorizationScheme> schemes,
    List<String> tokenHeaders,
    List<Presentation> presentations,
    List<TokenFormat> formats,
    Function<String, Credential> tokenReader,
    BiFunction<String, String, Credential> pairReader) {
  private static final Authorization NO_HEADER = Authorization.of(List.of());
  private static final Credential TWO_CREDENTIALS = Credential.malformed("two credentials");

  /**
   * What a request presents.
   *
   * @param canBeOfKey whether this can be the credential of a key, also a mistyped one. A bearer
   *     token of another form, such as a JWT, is not one
   * @param by the presentation that read it; empty for a pair, a token, or none
   */
  record Presented(Credential credential, boolean canBeOfKey, Optional<Presentation> by) {}

  /**
   * Reads each header once: a second read took a quarter of the CPU time of the filter for Spring
   * Security, whose firewall checks the value at each read.
   */
  Presented read(IncomingRequest request) {
    Authorization header = authorization(request);
    Presented presented = byPresentation(request, header);
    if (presented == null) {
      presented = byScheme(header);
    }
    List<Credential> tokens = tokens(request);
    if (tokens.isEmpty()) {
      return presented;
    }
    // A gateway may add a credential for other programs to a request that has our token.
    boolean one = tokens.size() == 1 && !presented.canBeOfKey();
    return new Presented(one ? tokens.get(0) : TWO_CREDENTIALS, true, Optional.empty());
  }

  private @Nullable Presented byPresentation(IncomingRequest request, Authorization header) {
    Presented found = null;
    for (Presentation each : presentations) {
      Optional<Credential> credential = read(each, request, header);
      if (credential.isPresent()) {
        found =
            found == null
                ? new Presented(credential.get(), true, Optional.of(each))
                : new Presented(TWO_CREDENTIALS, true, Optional.empty());
      }
    }
    return found;
  }

  private static Optional<Credential> read(
      Presentation presentation, IncomingRequest request, Authorization header) {
    try {
      Optional<Credential> read = presentation.read(request, header);
      return read.isPresent() && read.get().isMissing()
          ? Optional.of(Credential.malformed("a presentation returned a missing credential"))
          : read;
    } catch (RuntimeException e) {
      return Optional.of(Credential.malformed("a presentation failed: " + e.getClass().getName()));
    }
  }

  private Presented byScheme(Authorization header) {
    Credential credential = header.credential(this::bearer, this::basic);
    boolean ofKey = credential.publicKey().isPresent() || canBeOfKey(header);
    return new Presented(credential, ofKey, Optional.empty());
  }

  private Credential bearer(String text) {
    return schemes.contains(AuthorizationScheme.BEARER)
        ? tokenReader.apply(text)
        : Credential.malformed("");
  }

  private Credential basic(String user, String password) {
    return schemes.contains(AuthorizationScheme.BASIC)
        ? pairReader.apply(user, password)
        : Credential.malformed("");
  }

  private boolean canBeOfKey(Authorization header) {
    return has(header, AuthorizationScheme.BASIC)
        || (has(header, AuthorizationScheme.BEARER)
            && header.texts(AuthorizationScheme.BEARER.wireName()).stream()
                .anyMatch(this::canBeToken));
  }

  private boolean has(Authorization header, AuthorizationScheme scheme) {
    return schemes.contains(scheme) && header.has(scheme.wireName());
  }

  private boolean canBeToken(String text) {
    return formats.stream().anyMatch(format -> format.resembles(text))
        || tokenReader.apply(text).publicKey().isPresent();
  }

  private List<Credential> tokens(IncomingRequest request) {
    List<Credential> found = List.of();
    for (String name : tokenHeaders) {
      for (String value : request.headers().values(name)) {
        if (!value.isBlank()) {
          found = found.isEmpty() ? new ArrayList<>(1) : found;
          found.add(tokenReader.apply(value.strip()));
        }
      }
    }
    return found;
  }

  /** Reads the header only if something in it is accepted. */
  private Authorization authorization(IncomingRequest request) {
    return schemes.isEmpty() && presentations.isEmpty()
        ? NO_HEADER
        : Authorization.of(request.headers().values("Authorization"));
  }
}
