package io.claviger.examples.recipes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.http.access.HttpAccess;
import io.claviger.model.Role;
import io.claviger.test.http.HttpAdapterContract;
import io.claviger.test.http.RunningServer;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class VertxApiKeysTest extends HttpAdapterContract {
  @Override
  protected RunningServer start(HttpAccess access) throws Exception {
    Vertx vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    router
        .route()
        .handler(
            ctx -> {
              ctx.response().putHeader("Cache-Control", "private");
              ctx.next();
            });
    router.route().handler(new VertxApiKeys(access));
    router.route().handler(BodyHandler.create());
    router.get("/reports").handler(VertxApiKeys.requires("reports.read")).handler(this::name);
    addMore(router);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, SECONDS);
    return new RunningServer(
        URI.create("http://127.0.0.1:" + server.actualPort()),
        () -> vertx.close().toCompletionStage().toCompletableFuture().get(20, SECONDS));
  }

  @Test
  void aDecisionIsMadeOffTheEventLoopAndOnceAlsoIfARouteReroutes() throws Exception {
    List<Boolean> onEventLoop = new CopyOnWriteArrayList<>();
    try (Keys keys =
        new Keys(
            (key, address) -> {
              onEventLoop.add(Context.isOnEventLoopThread());
              return Optional.empty();
            })) {
      RunningServer server = start(keys.access());
      try {
        assertEquals(200, Keys.get(server, "/old", keys.token(Role.ORG_READ_ONLY)).statusCode());
        assertEquals(List.of(false), onEventLoop);
      } finally {
        server.server().close();
      }
    }
  }

  private void addMore(Router router) {
    Handler<RoutingContext> read = VertxApiKeys.requires("reports.read");
    router.head("/reports").handler(read).handler(this::name);
    router.get("/reports/:id").handler(read).handler(this::name);
    router.post("/reports").handler(VertxApiKeys.requires("reports.write")).handler(this::name);
    router.get("/old").handler(ctx -> ctx.reroute("/reports"));
    router
        .get("/fail")
        .handler(
            ctx -> {
              throw new IllegalStateException("fails on purpose");
            });
  }

  private void name(RoutingContext ctx) {
    ctx.response().end(VertxApiKeys.principal(ctx).getName());
  }
}
