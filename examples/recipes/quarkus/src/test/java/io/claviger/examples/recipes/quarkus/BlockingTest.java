package io.claviger.examples.recipes.quarkus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.Claviger;
import io.claviger.http.access.HttpAccess;
import io.claviger.model.RoleGrants;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BlockingTest {
  @TestHTTPResource("reports")
  URI uri;

  @Test
  void aDecisionIsMadeWhereItMayBlock() throws Exception {
    List<Boolean> mayBlock = new CopyOnWriteArrayList<>();
    try (Claviger claviger = Claviger.builder(new InMemoryApiKeyStore()).build()) {
      CurrentAccess.set(
          HttpAccess.builder(claviger, RoleGrants.none())
              .log(refused -> mayBlock.add(BlockingOperationControl.isBlockingAllowed()))
              .build());
      HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
    }
    assertEquals(List.of(true), mayBlock);
  }
}
