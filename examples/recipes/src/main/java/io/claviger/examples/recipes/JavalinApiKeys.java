package io.claviger.examples.recipes;

import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.security.RouteRole;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;

/**
 * Admits requests of API keys in Javalin, and answers all others. Register it before the routes,
 * and name the authority that each route requires:
 *
 * <pre>{@code
 * Javalin.create(
 *     config -> {
 *       new JavalinApiKeys(access).register(config.routes);
 *       config.routes.get("/reports", Reports::list, new Authority("reports.read"));
 *     });
 * }</pre>
 *
 * <p>An authority is the name of a role or of a permission. A route with several requires one of
 * them, and a route without one lets each valid key in. {@link #principal} returns the key.
 *
 * <p>It decides on the thread of the request, which may block. It cannot know:
 *
 * <ul>
 *   <li>Revocations while a WebSocket is open: the key keeps it until the application closes it.
 *   <li>Error handlers of the application: one for status 401 replaces the text of the response.
 *   <li>Projects: check {@link ApiKeyPrincipal#hasPermission} in the route.
 * </ul>
 */
public final class JavalinApiKeys {
  /** The name of a role or of a permission that a route requires. */
  public record Authority(String name) implements RouteRole {}

  private static final String PRINCIPAL = "io.claviger.principal";

  private final HttpAccess access;

  /** Creates the handlers, which share this access. */
  public JavalinApiKeys(HttpAccess access) {
    this.access = Objects.requireNonNull(access, "access");
  }

  /** Protects every path and every WebSocket, also paths without a route. */
  public void register(RoutesConfig routes) {
    routes.before(this::authenticate);
    routes.wsBeforeUpgrade(this::authenticate);
    routes.beforeMatched(JavalinApiKeys::authorize);
  }

  private void authenticate(Context ctx) {
    HttpDecision decision = access.decide(incoming(ctx));
    if (decision instanceof HttpDecision.Admitted admitted) {
      ctx.attribute(PRINCIPAL, admitted.principal());
    } else {
      refuse(ctx, ((HttpDecision.Refused) decision).response());
    }
  }

  private static void authorize(Context ctx) {
    if (!ctx.routeRoles().isEmpty()
        && ctx.routeRoles().stream().noneMatch(role -> isHeld(role, principal(ctx)))) {
      throw new ForbiddenResponse();
    }
  }

  private static boolean isHeld(RouteRole role, ApiKeyPrincipal key) {
    return role instanceof Authority authority && key.hasAuthority(authority.name());
  }

  /** Returns the key that sent the request. */
  public static ApiKeyPrincipal principal(Context ctx) {
    return Objects.requireNonNull(ctx.attribute(PRINCIPAL), "the request was not authenticated");
  }

  private static IncomingRequest incoming(Context ctx) {
    String query = ctx.req().getQueryString();
    return new IncomingRequest(
        name -> Collections.list(ctx.req().getHeaders(name)),
        ctx.req().getMethod(),
        ctx.req().getRequestURI() + (query == null ? "" : "?" + query),
        Optional.ofNullable(ctx.req().getRemoteAddr()));
  }

  private static void refuse(Context ctx, HttpResponse answer) {
    ctx.status(answer.status()).result(answer.body());
    answer.writeHeaders(ctx.res()::setHeader, ctx.res()::addHeader);
    ctx.skipRemainingHandlers();
  }
}
