package reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/getting-started.md. */
class ReportsServerTest {
  @TempDir Path folder;

  @Test
  void admitsTheFirstKeyOnlyAndKeepsIt() throws Exception {
    String token;
    try (ReportsServer server = new ReportsServer(folder.resolve("keys"), 0)) {
      token = server.firstToken().orElseThrow();
      assertEquals(401, status(server, "none"));
      assertEquals(200, status(server, token));
    }
    try (ReportsServer server = new ReportsServer(folder.resolve("keys"), 0)) {
      assertFalse(server.firstToken().isPresent());
      assertEquals(200, status(server, token));
    }
  }

  private static int status(ReportsServer server, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/reports"))
            .header("X-API-Key", token)
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
