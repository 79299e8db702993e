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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server with keys in memory, and its first owner. */
final class RunningServer implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtlasServer server;
  private final String said;

  private RunningServer(AtlasServer server, String said) {
    this.server = server;
    this.said = said;
  }

  static RunningServer start(Path data) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AtlasServer server =
        AtlasServer.start(
            Options.parse("--port", "0", "--data", data.toString(), "--store", "memory", "--basic"),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    return new RunningServer(server, out.toString(StandardCharsets.UTF_8));
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

  /** A path below the keys of the organization, in the server's own resource, by the owner. */
  JsonNode own(String method, String path, Object... body) throws Exception {
    return json(call(method, "/api/claviger/v1/orgs/" + organization() + "/apiKeys" + path, body));
  }

  /** The same in the resource of Atlas. */
  JsonNode atlas(String method, String path, Object... body) throws Exception {
    return json(call(method, "/api/atlas/v1.0/orgs/" + organization() + "/apiKeys" + path, body));
  }

  HttpResponse<String> call(String method, String path, Object... body) throws Exception {
    return call(publicKey() + ":" + privateKey(), method, path, List.of(body));
  }

  HttpResponse<String> call(String credential, String method, String path, List<?> body)
      throws IOException, InterruptedException {
    HttpRequest.BodyPublisher content =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(Json.write(body.get(0), false));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(site() + path))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credential.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/json")
            .method(method, content)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> answer) {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    return TestJson.read(body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body)
        .orElseThrow();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
