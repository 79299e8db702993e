package io.claviger.atlas.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.atlas.TestJson;
import io.claviger.atlas.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A session of the WebDriver protocol. */
final class WebDriver {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  private WebDriver(String base) {
    this.base = base;
  }

  static WebDriver open(int port, Map<String, Object> capabilities) {
    String sessions = "http://127.0.0.1:" + port + "/session";
    JsonNode session =
        new WebDriver(sessions)
            .send(
                "POST",
                "",
                Json.write(Map.of("capabilities", Map.of("alwaysMatch", capabilities)), false));
    return new WebDriver(sessions + "/" + session.get("sessionId").asText() + "/");
  }

  /** What the command answers. */
  JsonNode post(String command, Map<String, ?> parameters) {
    return send("POST", command, Json.write(parameters, false));
  }

  void end() {
    send("DELETE", "", new byte[0]);
  }

  private JsonNode send(String method, String command, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create((base + command).replaceFirst("/$", "")))
            .timeout(LONGEST)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      JsonNode value = TestJson.read(answer.body()).orElseThrow().get("value");
      if (answer.statusCode() != 200) {
        throw new AssertionError(command + ": " + value.path("message").asText());
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(new String(body, StandardCharsets.UTF_8), e);
    }
  }
}
