package io.claviger.http.access;

import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessResult;
import io.claviger.access.Authorizer;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.http.ClientAddress;
import io.claviger.http.TrustedProxies;
import io.claviger.model.ClavigerException;
import io.claviger.model.IpAddress;
import io.claviger.model.Permission;
import io.claviger.model.RoleGrants;
import io.claviger.model.Scope;
import io.claviger.model.TokenFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides about HTTP requests for an adapter of any framework. The adapter hands over the parts of
 * a request, and gets back whether to let it through, or how to answer it.
 *
 * <pre>{@code
 * HttpAccess access = HttpAccess.builder(claviger, grants).tokenHeader("X-API-Key").build();
 * HttpDecision decision = access.decide(request);
 * }</pre>
 *
 * <p>A decision reads the store once at most, or twice for an access token: its key, and then the
 * revoked tokens. It does so on the calling thread, and so can block. Immutable and thread-safe;
 * share one for the whole process.
 *
 * <p>Every refusal is a value, also if the store fails. An exception of the application's {@link
 * io.claviger.access.RequestLimiter} or log reaches the caller. A refusal has one of these
 * statuses:
 *
 * <ul>
 *   <li>400: the address of the client is unknown, because a trusted proxy did not name it, or the
 *       connection has none.
 *   <li>401: the credential is missing or not valid. The response has a challenge for each way to
 *       present one: first each {@linkplain HttpAccessBuilder#accept accepted presentation}, then
 *       Basic, Bearer, and {@code ApiKey} for each token header. A request that a script of a web
 *       page sends ({@link IncomingRequest#PAGE_HEADER}) gets neither Digest nor Basic. The
 *       response to an access token has only the challenge of Bearer, with {@code
 *       error="invalid_token"}.
 *   <li>403: the whitelist does not admit the address, or no role grants the permission.
 *   <li>429: the {@link io.claviger.access.RequestLimiter} refused; {@code Retry-After} says when
 *       to try again.
 *   <li>503: the store failed; {@code Retry-After} says when to try again.
 * </ul>
 */
public final class HttpAccess {
  /** The permission that a request requires, in the organization of its key. */
  private record Required(Permission permission, Scope scope) {
    Required {
      Objects.requireNonNull(permission, "permission");
      Objects.requireNonNull(scope, "scope");
    }
  }

  private final AccessCheck check;
  private final RoleGrants grants;
  private final TrustedProxies proxies;
  private final CredentialReader credentials;
  private final Responses responses;
  private final Consumer<HttpDecision> log;

  HttpAccess(Claviger claviger, Authorizer authorizer, HttpAccessBuilder options) {
    this.check = claviger.accessCheck(authorizer);
    this.grants = authorizer.grants();
    this.proxies = options.proxies;
    this.credentials =
        new CredentialReader(
            options.schemes,
            options.tokenHeaders,
            options.presentations,
            claviger.tokenFormats(),
            options.tokenReader,
            options.pairReader);
    this.responses = Responses.of(options);
    this.log = options.log;
  }

  /**
   * Returns a builder for the keys of this instance, with the permissions that each role grants.
   */
  public static HttpAccessBuilder builder(Claviger claviger, RoleGrants grants) {
    return builder(claviger, new Authorizer(grants));
  }

  /** Returns a builder with this authorizer, for example one that only reports whitelists. */
  public static HttpAccessBuilder builder(Claviger claviger, Authorizer authorizer) {
    return new HttpAccessBuilder(claviger, authorizer);
  }

  /**
   * Decides whether the key of the request is valid and may be used from the address of the client.
   * The framework or the application checks permissions later ({@link ApiKeyPrincipal}).
   */
  public HttpDecision decide(IncomingRequest request) {
    return decide(request, read(request), Optional.empty());
  }

  /**
   * Decides as {@link #decide(IncomingRequest)} if the request {@linkplain #presentsCredential
   * presents a credential}; otherwise, the result is empty. It reads the headers once, and so costs
   * less than both calls.
   */
  public Optional<HttpDecision> decideIfPresented(IncomingRequest request) {
    CredentialReader.Presented presented = read(request);
    return presented.canBeOfKey()
        ? Optional.of(decide(request, presented, Optional.empty()))
        : Optional.empty();
  }

  /** Decides as {@link #decide(IncomingRequest)}, and requires a permission on the organization. */
  public HttpDecision decide(IncomingRequest request, Permission permission) {
    return decide(request, permission, Scope.organization());
  }

  /**
   * Decides as {@link #decide(IncomingRequest)}, and requires a permission in this scope of the
   * organization of the key. The application must make sure that a project belongs to it.
   */
  public HttpDecision decide(IncomingRequest request, Permission permission, Scope scope) {
    return decide(request, read(request), Optional.of(new Required(permission, scope)));
  }

  /**
   * Returns the response to a call of management that was refused: the problem, a challenge for
   * 401, and {@code Retry-After} for {@link ClavigerException#retryAfter}. Writes nothing to the
   * log.
   */
  public HttpDecision.Refused refusal(ClavigerException exception) {
    return responses.management(exception, Optional.empty(), false);
  }

  /**
   * Returns the response as {@link #refusal(ClavigerException)} does, to a call in this request. If
   * the request presents an access token, the challenge asks for another one.
   */
  public HttpDecision.Refused refusal(ClavigerException exception, IncomingRequest request) {
    return responses.management(exception, read(request).by(), request.isOfPage());
  }

  /**
   * Returns the challenges for a response 401 of the application, as {@code WWW-Authenticate}, as
   * {@link #decide(IncomingRequest)} sends them: one for each way to present a credential, or that
   * of Bearer with {@code error="invalid_token"} if the request presents an access token.
   */
  public List<HttpHeader> challenges(IncomingRequest request) {
    return responses.challenges(request, read(request).by());
  }

  /**
   * Returns the challenges for a response 401 to this request, whose credential was rejected. A
   * challenge of HTTP Digest contains a nonce that is valid for a short time, so call this when the
   * response is sent.
   */
  public List<HttpHeader> challenges(IncomingRequest request, Rejected rejected) {
    Objects.requireNonNull(rejected, "rejected");
    return responses.challenges(rejected, read(request).by(), request.isOfPage());
  }

  /**
   * Checks whether the request presents something that can be the credential of a key. If not, an
   * application that also accepts other credentials can check those. A bearer token, such as a JWT,
   * counts only if it has the form of a {@linkplain TokenFormat token} of keys or of an access
   * token, or {@linkplain TokenFormat#resembles resembles one}: a mistyped token is refused here,
   * and no other way to authenticate sees nearly the whole secret.
   */
  public boolean presentsCredential(IncomingRequest request) {
    return read(request).canBeOfKey();
  }

  /** Returns the address of the client, as the trusted proxies name it. */
  public ClientAddress clientOf(IncomingRequest request) {
    return request.clientBehind(proxies);
  }

  private CredentialReader.Presented read(IncomingRequest request) {
    return credentials.read(Objects.requireNonNull(request, "request"));
  }

  private HttpDecision decide(
      IncomingRequest request, CredentialReader.Presented presented, Optional<Required> required) {
    ClientAddress client = clientOf(request);
    if (client instanceof ClientAddress.Unknown unknown) {
      return refuse(responses.unknownAddress(request, unknown));
    }
    IpAddress address = ((ClientAddress.Known) client).address();
    AccessResult result = check(presented.credential(), address, required);
    return result instanceof AccessResult.Granted granted
        ? admit(granted, address)
        : refuse(responses.refusal(request, address, result, presented.by()));
  }

  private AccessResult check(
      Credential credential, IpAddress address, Optional<Required> required) {
    return required.isPresent()
        ? check.check(credential, address, required.get().permission(), required.get().scope())
        : check.checkAddress(credential, address);
  }

  private HttpDecision admit(AccessResult.Granted granted, IpAddress address) {
    HttpDecision admitted =
        new HttpDecision.Admitted(
            new ApiKeyPrincipal(granted.key(), address, grants), granted.decision());
    if (granted.decision().reportedDenial().isPresent()) {
      log.accept(admitted);
    }
    return admitted;
  }

  private HttpDecision refuse(HttpDecision.Refused refused) {
    log.accept(refused);
    return refused;
  }
}
