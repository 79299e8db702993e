package io.claviger.oauth;

import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessResult;
import io.claviger.access.Authenticated;
import io.claviger.access.Authorizer;
import io.claviger.access.Credential;
import io.claviger.http.Authorization;
import io.claviger.http.ClientAddress;
import io.claviger.http.TrustedProxies;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.http.internal.body.BlockingBody;
import io.claviger.model.AccessToken;
import io.claviger.model.ClavigerException;
import io.claviger.model.ContentionException;
import io.claviger.model.ErrorCode;
import io.claviger.model.IpAddress;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RoleGrants;
import io.claviger.model.RuleViolationException;
import io.claviger.model.StoreException;
import io.claviger.oauth.internal.endpoint.ClientAuthentication;
import io.claviger.oauth.internal.endpoint.Form;
import io.claviger.oauth.internal.endpoint.KeyRate;
import io.claviger.oauth.internal.endpoint.OAuthProblem;
import io.claviger.oauth.internal.token.ScopeText;
import io.claviger.spi.Ticker;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The endpoints of OAuth 2.0 for keys, for an adapter of any framework. {@code /token} exchanges a
 * key for an access token (RFC 6749, section 4.4, {@code client_credentials}), and {@code /revoke}
 * revokes a token before its time (RFC 7009). The public key is the id of the client, and the
 * private key its secret. A key gets a token from every address, since its whitelist is judged when
 * the token is used.
 *
 * <p>Each handler gives a key 50 tokens at once and then one each 1.2 seconds. It ends 20 at once,
 * and then one a second. The {@link io.claviger.access.RequestLimiter} of the application is asked
 * too, and the use counts for the key and its secret. A refused client gets the same response for
 * every reason; the log has the reason.
 *
 * <p>Each call may block while the store is read. Thread-safe. It counts for itself, so build one
 * for each process.
 */
public final class OAuthHandler {
  private static final System.Logger LOGGER = System.getLogger("io.claviger.oauth");
  private static final String TOKEN = "/token";
  private static final String REVOKE = "/revoke";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int TOKENS_A_MINUTE = 50;
  private static final int ENDS_AT_ONCE = 20;

  /**
   * Expired tokens do not count towards the limits of the store, so their revocation is limited
   * here: otherwise a client could fill the table.
   */
  private static final Duration EACH_EXPIRED = Duration.ofSeconds(18);

  private final Claviger claviger;
  private final AccessTokens tokens;
  private final AccessCheck check;
  private final ClientAuthentication authentication;
  private final Predicate<Authenticated> clients;
  private final TrustedProxies proxies;
  private final String realm;
  private final Ticker ticker;
  private final KeyRate issues;
  private final KeyRate ends;
  private final KeyRate endsOfExpired;
  private final OAuthCounter counter = new OAuthCounter();

  OAuthHandler(Claviger claviger, AccessTokens tokens, OAuthHandlerBuilder options) {
    this.claviger = claviger;
    this.tokens = tokens;
    // Reports whitelists only, so every address is admitted.
    this.check = claviger.accessCheck(new Authorizer(RoleGrants.none()).reportOnly());
    this.authentication = new ClientAuthentication(options.clientReader);
    this.clients = options.clients;
    this.proxies = options.proxies;
    this.realm = options.realm;
    this.ticker = options.ticker;
    Duration each = MINUTE.dividedBy(TOKENS_A_MINUTE);
    this.issues = new KeyRate(options.ticker, each, TOKENS_A_MINUTE);
    this.ends = new KeyRate(options.ticker, Duration.ofSeconds(1), ENDS_AT_ONCE);
    this.endsOfExpired = new KeyRate(options.ticker, EACH_EXPIRED, ENDS_AT_ONCE);
  }

  /** Returns a builder of endpoints that issue and revoke these tokens of this instance. */
  public static OAuthHandlerBuilder builder(Claviger claviger, AccessTokens tokens) {
    return new OAuthHandlerBuilder(claviger, tokens);
  }

  /**
   * Serves a request.
   *
   * @param path the part of the target below the prefix that the application chooses, byte for byte
   *     and without the query: {@code /token} or {@code /revoke}
   * @param body the body of the request, which is read at most once
   * @throws java.io.UncheckedIOException if the body cannot be read
   */
  public HttpResponse handle(IncomingRequest request, String path, InputStream body) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(body, "body");
    try {
      return response(200, List.of(), serve(request, path, body));
    } catch (OAuthProblem e) {
      return refuse(e);
    } catch (StoreException | ContentionException e) {
      return refuse(unavailable(request, e));
    }
  }

  /**
   * Returns how many bytes the body of a request may have; a longer one is answered with 413. A
   * server that receives the body itself receives one byte more, so that it is this handler that
   * refuses a longer one.
   */
  public int maxBodyBytes() {
    return Form.MAX_BYTES;
  }

  /** Returns how many tokens were issued and revoked, and how many requests were refused. */
  public OAuthCounts counts() {
    return counter.counts();
  }

  private String serve(IncomingRequest request, String path, InputStream body) {
    if (!path.equals(TOKEN) && !path.equals(REVOKE)) {
      throw OAuthProblem.invalidRequest(404, "There is nothing at this path.");
    }
    if (!request.method().equals("POST")) {
      throw OAuthProblem.invalidRequest(
          405, "The method must be POST.", new HttpHeader("Allow", "POST"));
    }
    ClientAddress client = request.clientBehind(proxies);
    if (client instanceof ClientAddress.Unknown unknown) {
      LOGGER.log(System.Logger.Level.WARNING, "400 " + request + ": " + unknown);
      throw OAuthProblem.invalidRequest("The address of the client is unknown.");
    }
    IpAddress address = ((ClientAddress.Known) client).address();
    Form form = Form.read(request, new BlockingBody(body, ticker));
    Credential credential =
        authentication.read(Authorization.of(request.headers().values("Authorization")), form);
    // The client is authenticated when the form turned out to be complete.
    Supplier<Authenticated> key = () -> authenticate(request, credential, address);
    return path.equals(TOKEN) ? issue(form, key) : end(form, key, address);
  }

  private Authenticated authenticate(
      IncomingRequest request, Credential credential, IpAddress address) {
    AccessResult result = check.checkAddress(Credential.exchange(credential, clients), address);
    if (result instanceof AccessResult.Granted granted) {
      return granted.key();
    }
    if (result instanceof AccessResult.Unavailable unavailable) {
      throw unavailable(request, unavailable.failure());
    }
    OAuthProblem problem =
        result instanceof AccessResult.RateLimited limited
            ? OAuthProblem.slowDown(limited.retryAfter(), "Too many requests.")
            : OAuthProblem.invalidClient(realm);
    LOGGER.log(
        System.Logger.Level.DEBUG,
        () -> problem.status() + " " + request + " from " + address + ": " + result);
    throw problem;
  }

  private String issue(Form form, Supplier<Authenticated> client) {
    Optional<String> grantType = form.value("grant_type");
    if (grantType.isEmpty()) {
      throw OAuthProblem.invalidRequest("The parameter grant_type is missing.");
    }
    if (!grantType.get().equals("client_credentials")) {
      throw OAuthProblem.unsupportedGrantType();
    }
    Optional<Set<RoleAssignment>> scope =
        form.value("scope")
            .map(text -> ScopeText.read(text).orElseThrow(OAuthProblem::invalidScope));
    Authenticated key = client.get();
    if (scope.isPresent() && !tokens.has(key, scope.get())) {
      throw OAuthProblem.invalidScope();
    }
    Optional<Duration> wait = issues.waitTime(key.id());
    if (wait.isPresent()) {
      throw slowDown(
          key, wait.get(), "A client gets " + TOKENS_A_MINUTE + " tokens a minute; keep a token.");
    }
    IssuedAccessToken issued =
        scope.map(roles -> tokens.issue(key, roles)).orElseGet(() -> tokens.issue(key));
    counter.issued.increment();
    return json(issued);
  }

  private static String json(IssuedAccessToken issued) {
    return "{\"access_token\":\""
        + issued.text()
        + "\",\"token_type\":\"Bearer\",\"expires_in\":"
        + issued.lifetime().toSeconds()
        + issued.roles().map(roles -> ",\"scope\":\"" + ScopeText.write(roles) + "\"").orElse("")
        + "}";
  }

  /**
   * A token that is unknown, expired on every node or of another client is not an error: it is not
   * accepted anyway.
   */
  private String end(Form form, Supplier<Authenticated> client, IpAddress address) {
    Optional<String> text = form.value("token");
    if (text.isEmpty()) {
      throw OAuthProblem.invalidRequest("The parameter token is missing.");
    }
    Authenticated key = client.get();
    tokens
        .open(text.get())
        .filter(token -> token.apiKey().equals(key.id()))
        .ifPresent(token -> end(key, address, token));
    // RFC 7009 leaves the body open. An object, since some clients parse every body.
    return "{}";
  }

  private void end(Authenticated key, IpAddress address, AccessToken token) {
    boolean expired = token.isExpired(key.at());
    Optional<Duration> wait = (expired ? endsOfExpired : ends).waitTime(key.id());
    if (wait.isPresent()) {
      throw slowDown(key, wait.get(), "Too many tokens were revoked at once.");
    }
    try {
      claviger.actingAs(key.caller(address)).revokeToken(key.organization(), token);
    } catch (UnsupportedOperationException e) {
      throw OAuthProblem.unsupportedTokenType();
    } catch (RuleViolationException e) {
      throw refusal(key, e);
    }
    if (!expired) {
      counter.revoked.increment();
    }
  }

  /** A cache may not know yet that the key was deleted or disabled. */
  private OAuthProblem refusal(Authenticated key, RuleViolationException refusal) {
    if (refusal.code() == ErrorCode.TOO_MANY_REVOKED_TOKENS) {
      return slowDown(
          key, MINUTE, "Too many tokens were revoked; delete the secret to end all of its tokens.");
    }
    LOGGER.log(
        System.Logger.Level.DEBUG, () -> "401 for key " + key.id() + ": " + refusal.getMessage());
    return OAuthProblem.invalidClient(realm);
  }

  private static OAuthProblem slowDown(Authenticated key, Duration wait, String description) {
    LOGGER.log(System.Logger.Level.DEBUG, () -> "429 for key " + key.id() + ": " + description);
    return OAuthProblem.slowDown(wait, description);
  }

  private static OAuthProblem unavailable(IncomingRequest request, ClavigerException failure) {
    LOGGER.log(System.Logger.Level.WARNING, "503 " + request, failure);
    return OAuthProblem.unavailable(failure.retryAfter().orElse(MINUTE));
  }

  private HttpResponse refuse(OAuthProblem problem) {
    counter.refused(problem.code());
    return response(problem.status(), problem.headers(), problem.toJson());
  }

  /** Returns a response that no cache keeps. */
  private static HttpResponse response(int status, List<HttpHeader> specific, String json) {
    List<HttpHeader> headers = new ArrayList<>(specific);
    headers.add(new HttpHeader("Cache-Control", "no-store"));
    headers.add(new HttpHeader("Pragma", "no-cache"));
    headers.add(new HttpHeader("X-Content-Type-Options", "nosniff"));
    headers.add(new HttpHeader("Content-Type", "application/json"));
    return HttpResponse.of(status, headers, json);
  }
}
