package io.claviger.examples.recipes.micronaut;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.Claviger;
import io.claviger.http.access.HttpAccess;
import io.claviger.model.RoleGrants;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.test.http.HttpAdapterContract;
import io.claviger.test.http.RunningServer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.util.internal.ThreadExecutorMap;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class MicronautApiKeysTest extends HttpAdapterContract {
  @Override
  protected RunningServer start(HttpAccess access) {
    ApplicationContext context =
        ApplicationContext.builder()
            .singletons(access)
            .properties(
                Map.of(
                    "micronaut.server.host", "127.0.0.1",
                    "micronaut.server.port", "-1",
                    "micronaut.security.reject-not-found", "false"))
            .start();
    EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
    return new RunningServer(server.getURI(), context);
  }

  @Test
  void aDecisionIsMadeOffTheEventLoop() throws Exception {
    List<Boolean> onEventLoop = new CopyOnWriteArrayList<>();
    try (Claviger claviger = Claviger.builder(new InMemoryApiKeyStore()).build()) {
      HttpAccess access =
          HttpAccess.builder(claviger, RoleGrants.none())
              .log(refused -> onEventLoop.add(ThreadExecutorMap.currentExecutor() != null))
              .build();
      RunningServer server = start(access);
      try {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/reports")).build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
      } finally {
        server.server().close();
      }
    }
    assertEquals(List.of(false), onEventLoop);
  }
}
