package io.claviger.testing.page;

import io.claviger.testing.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A chromedriver, and a session of the WebDriver protocol with it. */
final class WebDriver implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("successfully on port ([0-9]+)");
  private static final Duration MAX = Duration.ofSeconds(60);

  /** The browser refused a command. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String error;

    RefusedException(String error, String message) {
      super(message);
      this.error = error;
    }

    /** Returns the error of the protocol, such as {@code stale element reference}. */
    String error() {
      return error;
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final String session;

  private WebDriver(Process driver, Map<String, ?> capabilities) throws IOException {
    this.driver = driver;
    String sessions = "http://127.0.0.1:" + port(driver) + "/session";
    Map<String, ?> wanted =
        Map.<String, Object>of("capabilities", Map.<String, Object>of("alwaysMatch", capabilities));
    this.session = sessions + "/" + Json.at(send("POST", sessions, wanted), "sessionId");
  }

  /** Starts one with these capabilities; fails if there is no chromedriver. */
  static WebDriver start(Map<String, ?> capabilities) throws IOException {
    try {
      return startOnce(capabilities);
    } catch (IOException e) {
      return startOnce(capabilities);
    }
  }

  /** A port that chromedriver finds free may be taken for IPv6, so there are two tries. */
  private static WebDriver startOnce(Map<String, ?> capabilities) throws IOException {
    Process driver =
        new ProcessBuilder("chromedriver", "--port=0").redirectErrorStream(true).start();
    try {
      return new WebDriver(driver, capabilities);
    } catch (RuntimeException | IOException e) {
      driver.destroyForcibly();
      throw e;
    }
  }

  private static String port(Process driver) throws IOException {
    BufferedReader output = driver.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        return port.group(1);
      }
    }
    throw new IOException("chromedriver ended before it listened");
  }

  /** Returns the value that a command answers. */
  @Nullable Object post(String command, Map<String, ?> parameters) {
    return send("POST", session + "/" + command, parameters);
  }

  private @Nullable Object send(String method, String uri, Map<String, ?> body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(MAX)
            .method(method, HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      Object value = Json.at(Json.parse(response.body()), "value");
      if (response.statusCode() != 200) {
        throw new RefusedException(
            String.valueOf(Json.at(value, "error")), String.valueOf(Json.at(value, "message")));
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + uri, e);
    }
  }

  @Override
  public void close() {
    try {
      send("DELETE", session, Map.<String, Object>of());
    } finally {
      driver.destroy();
    }
    try {
      if (!driver.waitFor(10, TimeUnit.SECONDS)) {
        driver.destroyForcibly();
      }
    } catch (InterruptedException e) {
      driver.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
