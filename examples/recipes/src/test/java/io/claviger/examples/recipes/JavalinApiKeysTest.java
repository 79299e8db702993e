package io.claviger.examples.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.examples.recipes.JavalinApiKeys.Authority;
import io.claviger.http.access.HttpAccess;
import io.claviger.model.Role;
import io.claviger.test.http.HttpAdapterContract;
import io.claviger.test.http.RunningServer;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class JavalinApiKeysTest extends HttpAdapterContract {
  @Override
  protected RunningServer start(HttpAccess access) {
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.before(ctx -> ctx.header("Cache-Control", "private"));
              new JavalinApiKeys(access).register(config.routes);
              config.routes.get(
                  "/reports", JavalinApiKeysTest::name, new Authority("reports.read"));
              addMore(config.routes);
            });
    server.start("127.0.0.1", 0);
    return new RunningServer(URI.create("http://127.0.0.1:" + server.port()), server::stop);
  }

  private static void addMore(RoutesConfig routes) {
    routes.get("/reports/{id}", JavalinApiKeysTest::name, new Authority("reports.read"));
    routes.post("/reports", JavalinApiKeysTest::name, new Authority("reports.write"));
    routes.ws("/socket", socket -> {});
    routes.get(
        "/fail",
        ctx -> {
          throw new IllegalStateException("fails on purpose");
        });
  }

  @Test
  void aWebSocketIsOpenedForAKeyOnly() throws Exception {
    try (Keys keys = new Keys()) {
      RunningServer server = start(keys.access());
      try {
        assertEquals(401, upgrade(server.uri(), "none"));
        assertEquals(101, upgrade(server.uri(), keys.token(Role.ORG_READ_ONLY)));
      } finally {
        server.server().close();
      }
    }
  }

  private static int upgrade(URI server, String token) throws Exception {
    URI uri = URI.create("ws" + server.toString().substring("http".length()) + "/socket");
    try {
      WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
      builder
          .header("Authorization", "Bearer " + token)
          .buildAsync(uri, new WebSocket.Listener() {})
          .get()
          .abort();
      return 101;
    } catch (ExecutionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }

  private static void name(Context ctx) {
    ctx.body();
    ctx.result(JavalinApiKeys.principal(ctx).getName());
  }
}
