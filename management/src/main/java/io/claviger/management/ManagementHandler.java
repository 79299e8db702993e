package io.claviger.management;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.http.ClientAddress;
import io.claviger.http.TrustedProxies;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.IncomingRequest;
import io.claviger.management.internal.api.Content;
import io.claviger.management.internal.api.CrossSiteRules;
import io.claviger.management.internal.api.ManagementApi;
import io.claviger.management.internal.api.Problem;
import io.claviger.management.internal.api.Reply;
import io.claviger.management.internal.api.Sender;
import io.claviger.model.ClavigerException;
import io.claviger.model.InvalidValueException;
import io.claviger.model.IpAddress;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Serves the management of keys over HTTP, for an adapter of any framework: users of the
 * application manage the keys of their organizations, and a key manages itself. It has no login of
 * its own. {@code META-INF/claviger/management/openapi.json} in the jar describes the paths, which
 * are below a prefix that the application chooses.
 *
 * <p>A change from a page of another site is refused: each change has the headers {@code
 * Content-Type: application/json} and {@code Claviger-Request: 1}, and comes from the own origin,
 * or from a program. Every response forbids caches to keep it.
 *
 * <p>Each call may block while the store is read. Immutable and thread-safe.
 */
public final class ManagementHandler {
  private static final System.Logger LOGGER = System.getLogger("io.claviger.management");

  private final ManagementApi api;
  private final Optional<HttpAccess> access;
  private final TrustedProxies proxies;

  ManagementHandler(Claviger claviger, ManagementHandlerBuilder options) {
    this.api =
        new ManagementApi(
            claviger, new CrossSiteRules(options.origins), options.names, options.clock);
    this.access = options.access;
    this.proxies = options.proxies;
  }

  /** Returns a builder for the keys of this instance. */
  public static ManagementHandlerBuilder builder(Claviger claviger) {
    return new ManagementHandlerBuilder(claviger);
  }

  /**
   * Serves a request.
   *
   * @param request the request; its target ends with the path, or the path and a query
   * @param path the part of the target below the prefix, byte for byte and without the query, such
   *     as {@code /me}
   * @param body the body of the request, which is read at most once
   * @param user who is logged in; asked at most once, and not if the request has the credential of
   *     a key. Empty for nobody
   * @throws java.io.UncheckedIOException if the body cannot be read
   */
  public ManagementResponse handle(
      IncomingRequest request, String path, InputStream body, Supplier<Optional<Caller>> user) {
    Objects.requireNonNull(user, "user");
    return handle(request, path, new Content(body), () -> sender(request, user));
  }

  /**
   * Serves a request that a filter admitted already, so that its key is not checked and counted
   * twice. The parameters are those of the other method.
   *
   * @param key the key that sent the request
   * @throws java.io.UncheckedIOException if the body cannot be read
   */
  public ManagementResponse handle(
      IncomingRequest request, String path, InputStream body, ApiKeyPrincipal key) {
    Objects.requireNonNull(key, "key");
    return handle(request, path, new Content(body), () -> sender(request, key.caller()));
  }

  private ManagementResponse handle(
      IncomingRequest request, String path, Content content, Supplier<Sender> sender) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(path, "path");
    try {
      String below = path.startsWith("/") ? path.substring(1) : path;
      return response(api.serve(request, base(request, path), below, content, sender));
    } catch (Problem e) {
      return response(e.reply());
    } catch (ClavigerException e) {
      return response(refusal(request, e).reply());
    }
  }

  /** Returns the path of the prefix, for links. */
  private static String base(IncomingRequest request, String path) {
    int query = request.target().indexOf('?');
    String target = query < 0 ? request.target() : request.target().substring(0, query);
    return target.endsWith(path) ? target.substring(0, target.length() - path.length()) : "";
  }

  private Problem refusal(IncomingRequest request, ClavigerException e) {
    Problem problem = Problem.of(e);
    if (problem.status() >= 500) {
      LOGGER.log(System.Logger.Level.WARNING, problem.status() + " " + request, e);
    }
    return problem.status() == 401 && access.isPresent()
        ? problem.challenging(access.get().refusal(e), isQuiet(request))
        : problem;
  }

  /** Checks whether the browser must not open a dialog of its own over a page. */
  private static boolean isQuiet(IncomingRequest request) {
    return !request.headers().values(CrossSiteRules.HEADER).isEmpty();
  }

  private Sender sender(IncomingRequest request, Supplier<Optional<Caller>> user) {
    boolean quiet = isQuiet(request);
    Optional<HttpDecision> decision = access.flatMap(each -> each.decideIfPresented(request));
    if (decision.isPresent()) {
      return sender(request, caller(decision.get(), quiet));
    }
    Optional<Caller> found = user.get();
    if (found.isEmpty()
        && access.isPresent()
        && access.get().decide(request) instanceof HttpDecision.Refused refused) {
      throw Problem.notSignedIn().challenging(refused, quiet);
    }
    Caller caller = found.orElseThrow(Problem::notSignedIn);
    if (caller instanceof Caller.Application) {
      LOGGER.log(
          System.Logger.Level.ERROR,
          "a CallerSource returned "
              + caller
              + ", which has every right in every organization; return a user with its roles");
      throw Problem.ofApplication();
    }
    return sender(request, caller);
  }

  private static Caller caller(HttpDecision decision, boolean quiet) {
    if (decision instanceof HttpDecision.Admitted admitted) {
      return admitted.principal().caller();
    }
    throw Problem.of((HttpDecision.Refused) decision, quiet);
  }

  private Sender sender(IncomingRequest request, Caller caller) {
    ClientAddress client = clientOf(request);
    boolean forwarded =
        !request.headers().values("X-Forwarded-For").isEmpty()
            || !request.headers().values("Forwarded").isEmpty();
    Optional<IpAddress> peer = peer(request);
    boolean isPeer = peer.isPresent() && client.equals(new ClientAddress.Known(peer.get()));
    return new Sender(caller, client, forwarded && isPeer);
  }

  private ClientAddress clientOf(IncomingRequest request) {
    Optional<IpAddress> peer = peer(request);
    if (peer.isEmpty()) {
      return new ClientAddress.Unknown("the connection has no address");
    }
    List<String> values =
        proxies.header().map(name -> request.headers().values(name)).orElse(List.of());
    return proxies.clientOf(peer.get(), values);
  }

  private static Optional<IpAddress> peer(IncomingRequest request) {
    try {
      return request.peer().map(IpAddress::ofPeer);
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  /** Returns the routes, for a comparison with {@code openapi.json}. */
  List<String> routes() {
    return api.routes();
  }

  private static ManagementResponse response(Reply reply) {
    List<HttpHeader> headers = new ArrayList<>(reply.headers());
    headers.add(new HttpHeader("Cache-Control", "no-store"));
    headers.add(new HttpHeader("X-Content-Type-Options", "nosniff"));
    headers.add(new HttpHeader("Cross-Origin-Resource-Policy", "same-origin"));
    reply
        .document()
        .ifPresent(unused -> headers.add(new HttpHeader("Content-Type", type(reply.status()))));
    String body = reply.document().map(each -> each.toJson()).orElse("");
    return new ManagementResponse(reply.status(), headers, body);
  }

  private static String type(int status) {
    return status < 400 ? "application/json" : "application/problem+json";
  }
}
