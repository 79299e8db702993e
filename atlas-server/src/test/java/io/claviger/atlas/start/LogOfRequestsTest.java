package io.claviger.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.http.RawClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bad request leaves nothing in the log of a server, a process of its own here: a private key
 * stands in each part of one, or text that steers a terminal.
 */
@Tag("processes")
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class LogOfRequestsTest {
  private static final String KEY = "3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3";

  /** As bytes of UTF-8: CSI, right-to-left override, ESC. */
  private static final String STEERING = "\u00c2\u009b31m\u00e2\u0080\u00ae\u001b[31m";

  private static final String GET = "GET / HTTP/1.1\r\n";
  private static final String HOST = "Host: keys\r\n";
  private static final String POST = "POST / HTTP/1.1\r\n" + HOST;
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

  /** With a word in each part of a request; each is refused before the application. */
  private static List<String> badRequests(String word) {
    return List.of(
        word + " / HTTP/1.1\r\n" + HOST + "\r\n",
        "GET " + word + " HTTP/1.1\r\n" + HOST + "\r\n",
        "GET //" + word + " HTTP/1.1\r\n" + HOST + "\r\n",
        "GET /%zz" + word + "?" + word + " HTTP/1.1\r\n" + HOST + "\r\n",
        "GET /" + word + "/".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
        "GET http://u:" + word + "@keys/ HTTP/1.1\r\nHost: u:" + word + "@keys\r\n\r\n",
        "GET http://" + word + ":x/ HTTP/1.1\r\n" + HOST + "\r\n",
        "CONNECT u:" + word + "@x:80 HTTP/1.1\r\n" + HOST + "\r\n",
        "CONNECT " + word + " HTTP/1.1\r\nHost: " + word + "\r\n\r\n",
        "GET / " + word + "\r\n" + HOST + "\r\n",
        "GET / HTTP/1.1" + word + "\r\n" + HOST + "\r\n",
        GET + "Host: u:" + word + "@127.0.0.1:8080\r\n\r\n",
        GET + "Host: 127.0.0.1:" + word + "\r\n\r\n",
        GET + "Host: [" + word + "\r\n\r\n",
        GET + "Host: " + word + "\r\n" + HOST + "\r\n",
        GET + HOST + "Host: u:" + word + "@x\r\n\r\n",
        GET + word + "\r\n\r\n",
        GET + HOST + word + " : a\r\n\r\n",
        GET + HOST + "A: " + word + "\0\r\n\r\n",
        GET + HOST + "A: b\r\n " + word + "\r\n\r\n",
        GET + HOST + "A: " + word + "a".repeat(20_000) + "\r\n\r\n",
        GET + HOST + "Connection: " + word + "\r\nUpgrade: " + word + "\r\n\r\n",
        POST + "Expect: " + word + "\r\n\r\n",
        POST + "Content-Length: " + word + "\r\n\r\n",
        POST + "Content-Length: 4\r\nContent-Length: " + word + "\r\n\r\n",
        POST + "Content-Length: 99\r\n\r\n" + word,
        POST + "Transfer-Encoding: " + word + "\r\n\r\n",
        CHUNKED + word + "\r\n",
        CHUNKED + "4;" + word + "\r\n" + word,
        CHUNKED + "0\r\n" + word + " : " + word + "\r\n\r\n",
        word + "\r\n\r\n",
        "\026\003\001" + word + "\r\n\r\n");
  }

  @Test
  void isEmptyWhateverABadRequestSays(@TempDir Path data) throws Exception {
    try (ServerProcess server = ServerProcess.start(data)) {
      assertSaysNothingOfRequests(server);
    }
  }

  /** What is set from outside for all logs of the JVM makes the server tell no more. */
  @Test
  void isEmptyAtEveryLevel(@TempDir Path data, @TempDir Path folder) throws Exception {
    Path everything =
        Files.writeString(
            folder.resolve("logging.properties"),
            """
            handlers = java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.level = ALL
            .level = ALL
            org.eclipse.jetty.level = ALL
            org.eclipse.jetty.http.HttpParser.level = ALL
            """);
    List<String> jvm = List.of("-Djava.util.logging.config.file=" + everything);
    try (ServerProcess server = ServerProcess.start(jvm, data)) {
      assertSaysNothingOfRequests(server);
    }
  }

  private static void assertSaysNothingOfRequests(ServerProcess server) throws Exception {
    for (String word : List.of(KEY, STEERING)) {
      for (String request : badRequests(word)) {
        try (RawClient client = new RawClient(URI.create(server.url()).getPort())) {
          client.send(request);
          client.end();
          String answer = client.readAll();
          assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1\\.1 [45].*"), request);
        }
      }
    }
    assertEquals(143, server.stop());
    assertEquals("", server.errors());
  }
}
