package io.claviger.examples.recipes;

import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.util.Objects;
import java.util.Optional;

/**
 * Admits requests of API keys in Vert.x Web, and answers all others. Put it on a route of its own
 * before the others, also before the {@code BodyHandler}, so that nobody without a key uploads:
 *
 * <pre>{@code
 * router.route().handler(new VertxApiKeys(access));
 * router.route().handler(BodyHandler.create());
 * router.get("/reports").handler(VertxApiKeys.requires("reports.read")).handler(this::list);
 * }</pre>
 *
 * <p>{@link #principal} returns the key. Decisions can block, so they run on a worker thread while
 * the request is paused. Adapt that if the router runs on virtual threads already.
 *
 * <p>The address of the client is the peer of the connection, whatever {@code allowForward} says:
 * declare proxies in the {@link HttpAccess}. It cannot know:
 *
 * <ul>
 *   <li>Routes before it: they are not protected.
 *   <li>Requests that reach the server without the router, such as by {@code webSocketHandler}.
 *   <li>Projects: check {@link ApiKeyPrincipal#hasPermission} in the route.
 * </ul>
 */
public final class VertxApiKeys implements AuthenticationHandler {
  private static final String PRINCIPAL = "io.claviger.principal";

  private final HttpAccess access;

  /** Creates the handler; one is enough for all routers. */
  public VertxApiKeys(HttpAccess access) {
    this.access = Objects.requireNonNull(access, "access");
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (ctx.get(PRINCIPAL) != null) {
      ctx.next(); // after a reroute
      return;
    }
    HttpServerRequest request = ctx.request();
    if (!request.isEnded()) {
      request.pause();
    }
    ctx.vertx()
        .executeBlocking(() -> access.decide(incoming(request)), false)
        .onComplete(decision -> proceed(ctx, decision));
  }

  private static void proceed(RoutingContext ctx, AsyncResult<HttpDecision> decision) {
    if (!ctx.request().isEnded()) {
      ctx.request().resume();
    }
    if (decision.failed()) {
      ctx.fail(decision.cause());
    } else if (decision.result() instanceof HttpDecision.Admitted admitted) {
      ctx.put(PRINCIPAL, admitted.principal());
      ctx.next();
    } else {
      send(((HttpDecision.Refused) decision.result()).response(), ctx.response());
    }
  }

  /** Returns a handler that fails with 403 unless the key has a role or permission of this name. */
  public static Handler<RoutingContext> requires(String authority) {
    return ctx -> {
      if (principal(ctx).hasAuthority(authority)) {
        ctx.next();
      } else {
        ctx.fail(403);
      }
    };
  }

  /** Returns the key that sent the request. */
  public static ApiKeyPrincipal principal(RoutingContext ctx) {
    return Objects.requireNonNull(ctx.get(PRINCIPAL), "the request was not authenticated");
  }

  private static IncomingRequest incoming(HttpServerRequest request) {
    return new IncomingRequest(
        request.headers()::getAll,
        request.method().name(),
        request.uri(),
        Optional.ofNullable(request.connection().remoteAddress().hostAddress()));
  }

  private static void send(HttpResponse answer, HttpServerResponse response) {
    response.setStatusCode(answer.status());
    answer.writeHeaders(response.headers()::set, response.headers()::add);
    response.end(answer.body());
  }
}
