package io.claviger.http.access;

import io.claviger.Claviger;
import io.claviger.access.Authorizer;
import io.claviger.access.Credential;
import io.claviger.http.TrustedProxies;
import io.claviger.model.InvalidValueException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Collects the options of an {@link HttpAccess}; not thread-safe. Each option has a default: Basic
 * and Bearer in the Authorization header, no proxies, and the realm {@code API}.
 */
public final class HttpAccessBuilder {
  private static final String REALM = "[ -~&&[^\"\\\\]]{1,100}";
  private static final String HEADER = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}";

  private final Claviger claviger;
  private final Authorizer authorizer;
  Set<AuthorizationScheme> schemes = EnumSet.allOf(AuthorizationScheme.class);
  List<String> tokenHeaders = List.of();
  List<Presentation> presentations = List.of();
  TrustedProxies proxies = TrustedProxies.none();
  Function<String, Credential> tokenReader = Credential::token;
  BiFunction<String, String, Credential> pairReader = Credential::pair;
  String realm = "API";
  Consumer<HttpDecision> log = new SystemLog();

  HttpAccessBuilder(Claviger claviger, Authorizer authorizer) {
    this.claviger = Objects.requireNonNull(claviger, "claviger");
    this.authorizer = Objects.requireNonNull(authorizer, "authorizer");
  }

  /**
   * Sets the schemes of the Authorization header in which the secret of a key is accepted, in place
   * of the default. With none, and without a {@linkplain #accept presentation}, the header is not
   * read at all.
   */
  public HttpAccessBuilder schemes(AuthorizationScheme... newSchemes) {
    Objects.requireNonNull(newSchemes, "schemes");
    Set<AuthorizationScheme> chosen = EnumSet.noneOf(AuthorizationScheme.class);
    for (AuthorizationScheme scheme : newSchemes) {
      chosen.add(Objects.requireNonNull(scheme, "scheme"));
    }
    this.schemes = chosen;
    return this;
  }

  /**
   * Also accepts a token in this header, such as {@code X-API-Key}. Call this once for each header.
   * A request that presents credentials in two places is rejected. A blank value is ignored. If
   * this header has a token, an Authorization header that is not for keys, such as a JWT, is
   * ignored too.
   *
   * @throws InvalidValueException if the text is not the name of a header (RFC 9110, section 5.1),
   *     or is {@code Authorization}
   */
  public HttpAccessBuilder tokenHeader(String name) {
    Objects.requireNonNull(name, "name");
    if (!name.matches(HEADER) || name.equalsIgnoreCase("Authorization")) {
      throw InvalidValueException.of(
          "header for tokens",
          name,
          "must be the name of a header, other than Authorization, such as X-API-Key");
    }
    if (tokenHeaders.stream().noneMatch(name::equalsIgnoreCase)) {
      List<String> names = new ArrayList<>(tokenHeaders);
      names.add(name);
      this.tokenHeaders = List.copyOf(names);
    }
    return this;
  }

  /**
   * Also accepts this presentation, such as HTTP Digest or access tokens. The same one counts once.
   * Two that read the same credential refuse it, since it would be presented twice. The challenges
   * of presentations come before those of schemes, in the order of the calls.
   */
  public HttpAccessBuilder accept(Presentation presentation) {
    Objects.requireNonNull(presentation, "presentation");
    if (!presentations.contains(presentation)) {
      List<Presentation> all = new ArrayList<>(presentations);
      all.add(presentation);
      this.presentations = List.copyOf(all);
    }
    return this;
  }

  /**
   * Sets how the text of a token is read, both in an Authorization header with the scheme Bearer
   * and in a {@linkplain #tokenHeader header for tokens}; {@link Credential#token} by default. With
   * another reader, tokens that other software issued are accepted too. The reader runs on the
   * thread of the request. It must be thread-safe and must not throw, and it returns a {@linkplain
   * Credential#malformed malformed} credential for a text that is no token.
   */
  public HttpAccessBuilder tokenReader(Function<String, Credential> newReader) {
    this.tokenReader = Objects.requireNonNull(newReader, "tokenReader");
    return this;
  }

  /**
   * Sets how the user-id and the password of the scheme Basic are read; {@link Credential#pair} by
   * default. The rules of {@link #tokenReader} hold here, too.
   */
  public HttpAccessBuilder pairReader(BiFunction<String, String, Credential> newReader) {
    this.pairReader = Objects.requireNonNull(newReader, "pairReader");
    return this;
  }

  /** Sets the proxies in front of the application; none by default. */
  public HttpAccessBuilder proxies(TrustedProxies newProxies) {
    this.proxies = Objects.requireNonNull(newProxies, "proxies");
    return this;
  }

  /**
   * Sets the realm of the challenges, except those of HTTP Digest, whose settings have one.
   *
   * @param newRealm 1 to 100 printable ASCII characters, without quotation mark and backslash
   * @throws InvalidValueException for another realm
   */
  public HttpAccessBuilder realm(String newRealm) {
    Objects.requireNonNull(newRealm, "realm");
    if (!newRealm.matches(REALM)) {
      throw InvalidValueException.of(
          "realm",
          newRealm,
          "must be 1 to 100 printable ASCII characters, without quotation mark and backslash");
    }
    this.realm = newRealm;
    return this;
  }

  /**
   * Sets the log, which is called on the thread of the request for two kinds of decision:
   *
   * <ul>
   *   <li>Each refused request. By default, the {@link System.Logger} {@code io.claviger.http} logs
   *       it: with level WARNING if the store failed or the address of the client is unknown,
   *       otherwise with DEBUG.
   *   <li>Each admitted request that a whitelist would have refused, if whitelists are {@linkplain
   *       Authorizer#reportOnly only reported}. The default logs it with INFO.
   * </ul>
   */
  public HttpAccessBuilder log(Consumer<HttpDecision> newLog) {
    this.log = Objects.requireNonNull(newLog, "log");
    return this;
  }

  /**
   * Builds the object.
   *
   * @throws InvalidValueException if no way to present a credential is accepted, or if a role that
   *     the policy does not declare {@linkplain io.claviger.model.RoleGrants#requireDeclared has a
   *     permission}
   */
  public HttpAccess build() {
    if (schemes.isEmpty() && tokenHeaders.isEmpty() && presentations.isEmpty()) {
      throw InvalidValueException.hidden(
          "HTTP access",
          "must accept a credential; set a scheme, a header for tokens, or a presentation");
    }
    return new HttpAccess(claviger, authorizer, this);
  }
}
