package io.claviger.atlas.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.atlas.AtlasServer;
import io.claviger.atlas.TestJson;
import io.claviger.atlas.json.Json;
import io.claviger.atlas.start.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server with its keys in a folder, and its first owner. */
final class RunningServer implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path data;
  private final String said;
  private AtlasServer server;

  private RunningServer(Path data) throws Exception {
    this.data = data;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    this.server = start(0, out);
    this.said = out.toString(StandardCharsets.UTF_8);
  }

  static RunningServer start(Path data) throws Exception {
    return new RunningServer(data);
  }

  private AtlasServer start(int port, ByteArrayOutputStream out) throws Exception {
    return AtlasServer.start(
        Options.parse("--port", Integer.toString(port), "--data", data.toString(), "--basic"),
        new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  /** Takes the nonces from all clients. */
  void restart() throws Exception {
    int port = server.port();
    server.close();
    server = start(port, new ByteArrayOutputStream());
  }

  String site() {
    return "http://127.0.0.1:" + server.port();
  }

  String organization() {
    return after("organization ");
  }

  String publicKey() {
    return after("public key ");
  }

  String privateKey() {
    return after("private key ");
  }

  private String after(String words) {
    Matcher found = Pattern.compile("^" + words + "(\\S+)$", Pattern.MULTILINE).matcher(said);
    if (!found.find()) {
      throw new AssertionError("the server did not tell its " + words);
    }
    return found.group(1);
  }

  /** Creates a key, and returns it with its private key. */
  JsonNode create(String description, String... roles) throws Exception {
    List<Map<String, String>> held = List.of(roles).stream().map(r -> Map.of("role", r)).toList();
    return own("POST", "", Map.of("description", description, "roles", held));
  }

  /** Calls a path below the keys of the organization, as the owner. */
  JsonNode own(String method, String path, Object... body) throws Exception {
    HttpResponse<String> answer =
        call(
            publicKey() + ":" + privateKey(),
            method,
            "/api/management/organizations/" + organization() + "/keys" + path,
            body);
    if (answer.statusCode() >= 400) {
      throw new AssertionError(answer.body());
    }
    return TestJson.read(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  /** Returns the status that a key gets. */
  int status(String publicKey, String privateKey) throws Exception {
    return call(publicKey + ":" + privateKey, "GET", "/api/management/me").statusCode();
  }

  private HttpResponse<String> call(String credential, String method, String path, Object... body)
      throws IOException, InterruptedException {
    HttpRequest.BodyPublisher content =
        body.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(Json.write(body[0], false));
    String basic = Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(site() + path))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/json")
            .header("Claviger-Request", "1")
            .method(method, content)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
