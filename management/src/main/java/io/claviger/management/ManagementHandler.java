package io.claviger.management;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.http.ClientAddress;
import io.claviger.http.TrustedProxies;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.http.internal.body.BlockingBody;
import io.claviger.management.internal.api.Admitted;
import io.claviger.management.internal.api.Content;
import io.claviger.management.internal.api.CrossSiteRules;
import io.claviger.management.internal.api.ManagementApi;
import io.claviger.management.internal.api.Problem;
import io.claviger.management.internal.api.Reply;
import io.claviger.management.internal.api.Sender;
import io.claviger.model.ClavigerException;
import io.claviger.model.InvalidValueException;
import io.claviger.spi.Ticker;
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
 * <p>Below the prefix it also serves the script {@code claviger-keys.js} and its modules to
 * everybody. They define the element {@code <claviger-keys>}, the page for users.
 *
 * <p>A change from a page of another site is refused: each change has the headers {@code
 * Content-Type: application/json} and {@code Claviger-Request: 1}, and comes from a page of the
 * same host, or from a program. Every response of the API forbids caches to keep it.
 *
 * <p>Each call may block while the store is read. Immutable and thread-safe.
 */
public final class ManagementHandler {
  private static final System.Logger LOGGER = System.getLogger("io.claviger.management");

  /** The headers of each response, of the API and of the element. */
  static final List<HttpHeader> EVERYWHERE =
      List.of(
          new HttpHeader("X-Content-Type-Options", "nosniff"),
          new HttpHeader("Cross-Origin-Resource-Policy", "same-origin"));

  private final ElementFiles element = new ElementFiles();
  private final ManagementApi api;
  private final Optional<HttpAccess> access;
  private final TrustedProxies proxies;
  private final Ticker ticker;

  ManagementHandler(Claviger claviger, ManagementHandlerBuilder options) {
    this.api =
        new ManagementApi(
            claviger, new CrossSiteRules(options.origins), options.names, options.clock);
    this.access = options.access;
    this.proxies = options.proxies;
    this.ticker = options.ticker;
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
  public HttpResponse handle(
      IncomingRequest request, String path, InputStream body, Supplier<Optional<Caller>> user) {
    Objects.requireNonNull(body, "body");
    return judge(request, path, user).respond(body);
  }

  /**
   * Serves a request that a filter admitted already, so that its key is not checked and counted
   * twice. The parameters are those of the other method.
   *
   * @param key the key that sent the request
   * @throws java.io.UncheckedIOException if the body cannot be read
   */
  public HttpResponse handle(
      IncomingRequest request, String path, InputStream body, ApiKeyPrincipal key) {
    Objects.requireNonNull(body, "body");
    return judge(request, path, key).respond(body);
  }

  /**
   * Judges a request by its head, for a server that then receives the body without holding a
   * thread. The parameters are those of {@link #handle}; the user is asked in this call.
   */
  public PendingResponse judge(
      IncomingRequest request, String path, Supplier<Optional<Caller>> user) {
    Objects.requireNonNull(user, "user");
    return judged(request, path, () -> sender(request, user));
  }

  /**
   * Judges a request that a filter admitted already by its head. The parameters are those of the
   * other method.
   *
   * @param key the key that sent the request
   */
  public PendingResponse judge(IncomingRequest request, String path, ApiKeyPrincipal key) {
    Objects.requireNonNull(key, "key");
    return judged(request, path, () -> sender(request, key.caller()));
  }

  private PendingResponse judged(IncomingRequest request, String path, Supplier<Sender> sender) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(path, "path");
    try {
      String below = path.startsWith("/") ? path.substring(1) : path;
      Optional<HttpResponse> file = element.serve(request, below);
      if (file.isPresent()) {
        return answered(file.get());
      }
      Admitted admitted = api.judge(request, base(request, path), below, sender);
      return new PendingResponse(
          admitted.sender(),
          body -> respond(request, admitted, new Content(new BlockingBody(body, ticker))));
    } catch (Problem e) {
      return answered(response(e.reply()));
    } catch (ClavigerException e) {
      return answered(response(refusal(request, e).reply()));
    }
  }

  private static PendingResponse answered(HttpResponse response) {
    return new PendingResponse(Optional.empty(), unused -> response);
  }

  private HttpResponse respond(IncomingRequest request, Admitted admitted, Content content) {
    try {
      return response(admitted.serve(content));
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
    return problem.status() == 401 ? withChallenges(problem, request) : problem;
  }

  private Problem withChallenges(Problem problem, IncomingRequest request) {
    return access.map(keys -> problem.with(keys.challenges(request))).orElse(problem);
  }

  private Sender sender(IncomingRequest request, Supplier<Optional<Caller>> user) {
    Optional<HttpDecision> decision = access.flatMap(each -> each.decideIfPresented(request));
    if (decision.isPresent()) {
      return sender(request, caller(decision.get()));
    }
    Caller caller = asked(user).orElseThrow(() -> withChallenges(Problem.notSignedIn(), request));
    if (caller instanceof Caller.Application) {
      LOGGER.log(
          System.Logger.Level.ERROR,
          "a CallerSource returned "
              + caller
              + ", which has every right in every organization; return a user with its roles");
      throw Problem.applicationError();
    }
    return sender(request, caller);
  }

  /** A value that the application made wrong is no mistake of the client. */
  private static Optional<Caller> asked(Supplier<Optional<Caller>> user) {
    try {
      return user.get();
    } catch (InvalidValueException e) {
      LOGGER.log(System.Logger.Level.ERROR, "a CallerSource failed", e);
      throw Problem.applicationError();
    }
  }

  private static Caller caller(HttpDecision decision) {
    if (decision instanceof HttpDecision.Admitted admitted) {
      return admitted.principal().caller();
    }
    throw Problem.of((HttpDecision.Refused) decision);
  }

  private Sender sender(IncomingRequest request, Caller caller) {
    ClientAddress client =
        access.isPresent() ? access.get().clientOf(request) : request.clientBehind(proxies);
    boolean forwarded =
        !request.headers().values("X-Forwarded-For").isEmpty()
            || !request.headers().values("Forwarded").isEmpty();
    boolean isPeer =
        client instanceof ClientAddress.Known
            && client.equals(request.clientBehind(TrustedProxies.none()));
    return new Sender(caller, client, forwarded && isPeer);
  }

  /**
   * Returns how many bytes the body of a request may have; a longer one is answered with 413. A
   * server that receives the body itself receives one byte more, so that it is this handler that
   * refuses a longer one.
   */
  public int maxBodyBytes() {
    return Content.MAX_BYTES;
  }

  /** Returns the routes, for a comparison with {@code openapi.json}. */
  List<String> routes() {
    return api.routes();
  }

  private static HttpResponse response(Reply reply) {
    List<HttpHeader> headers = new ArrayList<>(reply.headers());
    headers.add(new HttpHeader("Cache-Control", "no-store"));
    headers.addAll(EVERYWHERE);
    reply
        .document()
        .ifPresent(unused -> headers.add(new HttpHeader("Content-Type", type(reply.status()))));
    String body = reply.document().map(each -> each.toJson()).orElse("");
    return HttpResponse.of(reply.status(), headers, body);
  }

  private static String type(int status) {
    return status < 400 ? "application/json" : "application/problem+json";
  }
}
