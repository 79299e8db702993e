package io.claviger.atlas.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that are none, that two readers understand differently, or that are too large: refused
 * before the application hears of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {
  private static final String HOST = "Host: keys\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final String ROOM = "a".repeat(20_000);

  private Recorder server;

  @BeforeAll
  void start() throws Exception {
    server = new Recorder(HttpLimits.standard());
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"lengths", "chunks", "heads", "targets", "paths", "sizes"})
  void isRefused(String what, int status, String text) throws Exception {
    int before = server.requests().size();

    String answer = server.answer(text);

    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertTrue(answer.contains("\"error\":" + status), answer);
    String parameters = status < 500 ? "[\"" + problem(status) + "\"]" : "[]";
    assertTrue(answer.contains("\"parameters\":" + parameters), answer);
    assertEquals(1, answer.split("HTTP/1\\.1 ", -1).length - 1, answer);
    assertEquals(before, server.requests().size());
    assertTrue(server.answer(get("/")).startsWith("HTTP/1.1 204 "), "the server goes on");
  }

  private static String problem(int status) {
    return switch (status) {
      case 413 -> "the body is too large; at most 262144 bytes are read";
      case 414, 431 -> "the path or the headers are too large; at most 16384 bytes are read";
      default -> "not a request that is understood";
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("asTheyAre")
  void reachesTheApplicationByteForByte(String target) throws Exception {
    server.answer(get(target));

    List<Request> requests = server.requests();
    assertEquals(target, requests.get(requests.size() - 1).target());
  }

  /** RFC 9112, section 3.2.2: what Host says does not matter then. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://keys/a/b%2Fc?d=e",
        "http://elsewhere/a/b%2Fc?d=e",
        "http://KEYS:8080/a/b%2Fc?d=e",
        "https://elsewhere:443/a/b%2Fc?d=e"
      })
  void aTargetMayBeAWholeUrl(String target) throws Exception {
    assertTrue(server.answer(get(target)).startsWith("HTTP/1.1 204 "));

    List<Request> requests = server.requests();
    assertEquals("/a/b%2Fc?d=e", requests.get(requests.size() - 1).target());
  }

  @Test
  void aUrlWithoutAPathIsThatOfTheRoot() throws Exception {
    assertTrue(server.answer(get("http://elsewhere")).startsWith("HTTP/1.1 204 "));

    List<Request> requests = server.requests();
    assertEquals("/", requests.get(requests.size() - 1).target());
  }

  @Test
  void twoRequestsOnOneConnectionAreTwo() throws Exception {
    String answers = server.answer(get("/1") + get("/2"));

    assertEquals(2, answers.split("HTTP/1\\.1 204 ", -1).length - 1, answers);
  }

  @Test
  void aBodyIsReadByItsLengthAndByItsChunks() throws Exception {
    server.answer(post("Content-Length: 3\r\n") + "abc");
    server.answer(post(CHUNKED) + "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");

    List<Request> requests = server.requests();
    for (Request request : requests.subList(requests.size() - 2, requests.size())) {
      assertEquals("abc", new String(request.body(), java.nio.charset.StandardCharsets.US_ASCII));
    }
  }

  static Stream<Arguments> lengths() {
    return Stream.of(
        Arguments.of(
            "a length before chunks", 400, post("Content-Length: 4\r\n" + CHUNKED) + "0\r\n\r\n"),
        Arguments.of(
            "chunks before a length", 400, post(CHUNKED + "Content-Length: 4\r\n") + "0\r\n\r\n"),
        Arguments.of(
            "two lengths", 400, post("Content-Length: 4\r\nContent-Length: 5\r\n") + "abcde"),
        Arguments.of(
            "one length twice", 400, post("Content-Length: 4\r\nContent-Length: 4\r\n") + "abcd"),
        Arguments.of("a list of lengths", 400, post("Content-Length: 4, 4\r\n") + "abcd"),
        Arguments.of("a negative length", 400, post("Content-Length: -1\r\n")),
        Arguments.of("a length with a sign", 400, post("Content-Length: +4\r\n") + "abcd"),
        Arguments.of("a length in hexadecimal", 400, post("Content-Length: 0x4\r\n") + "abcd"),
        Arguments.of(
            "no number for a length", 400, post("Content-Length: 9" + "9".repeat(20) + "\r\n")),
        Arguments.of("less than announced", 400, post("Content-Length: 4\r\n") + "ab"));
  }

  static Stream<Arguments> chunks() {
    return Stream.of(
        Arguments.of(
            "an unknown encoding", 400, post("Transfer-Encoding: xchunked\r\n") + "0\r\n\r\n"),
        Arguments.of("chunked twice", 400, post(CHUNKED + CHUNKED) + "0\r\n\r\n"),
        Arguments.of(
            "another encoding before",
            400,
            post("Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n"),
        Arguments.of(
            "another one behind",
            400,
            post("Transfer-Encoding: chunked, identity\r\n") + "0\r\n\r\n"),
        Arguments.of(
            "chunks in HTTP/1.0", 400, "POST / HTTP/1.0\r\n" + HOST + CHUNKED + "\r\n0\r\n\r\n"),
        Arguments.of("a chunk of no number", 400, post(CHUNKED) + "zz\r\nabc\r\n0\r\n\r\n"),
        Arguments.of("a negative chunk", 400, post(CHUNKED) + "-1\r\nabc\r\n0\r\n\r\n"),
        Arguments.of("a chunk past all numbers", 400, post(CHUNKED) + "ffffffffffffffff\r\na\r\n"),
        Arguments.of("chunks ended by a line feed", 400, post(CHUNKED) + "1\na\n0\n\n"),
        Arguments.of("chunks without an end", 400, post(CHUNKED) + "1\r\na\r\n"));
  }

  static Stream<Arguments> heads() {
    return Stream.of(
        Arguments.of("a blank before the colon", 400, "GET / HTTP/1.1\r\nHost : keys\r\n\r\n"),
        Arguments.of("a folded header", 400, "GET / HTTP/1.1\r\n" + HOST + "A: b\r\n c\r\n\r\n"),
        Arguments.of("lines ended by a line feed", 400, "GET / HTTP/1.1\nHost: keys\n\n"),
        Arguments.of("NUL in a header", 400, "GET / HTTP/1.1\r\n" + HOST + "A: b\0c\r\n\r\n"),
        Arguments.of("a lone CR in a header", 400, "GET / HTTP/1.1\r\n" + HOST + "A: b\rc\r\n\r\n"),
        Arguments.of("a header without a name", 400, "GET / HTTP/1.1\r\n" + HOST + ": b\r\n\r\n"),
        Arguments.of("no host", 400, "GET / HTTP/1.1\r\n\r\n"),
        Arguments.of("two hosts", 400, "GET / HTTP/1.1\r\n" + HOST + HOST + "\r\n"),
        Arguments.of("a host with a blank", 400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
        Arguments.of("HTTP/0.9", 505, "GET /\r\n\r\n"),
        Arguments.of("HTTP/3 on TCP", 505, "GET / HTTP/3.0\r\n" + HOST + "\r\n"),
        Arguments.of("TLS", 400, "\026\003\001\001\000\001\000\r\n\r\n"),
        Arguments.of("an odd expectation", 417, post("Expect: 200-ok\r\nContent-Length: 0\r\n")));
  }

  static Stream<Arguments> targets() {
    return Stream.of(
        Arguments.of("somebody in the URL", 400, get("http://a:b@keys/")),
        Arguments.of("somebody in the URL of another host", 400, get("http://a:b@elsewhere/")),
        Arguments.of("a URL with a port that is none", 400, get("http://keys:x/a")),
        Arguments.of("a URL of another scheme", 400, get("ftp://keys/")),
        Arguments.of("a URL without Host", 400, "GET http://keys/ HTTP/1.1\r\n\r\n"),
        Arguments.of("no slash", 400, get("keys")),
        Arguments.of("a fragment", 400, get("/a#b")),
        Arguments.of("a tunnel", 400, "CONNECT keys:80 HTTP/1.1\r\n" + HOST + "\r\n"),
        Arguments.of("the server itself", 400, "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n"));
  }

  static Stream<Arguments> paths() {
    return Stream.of(
            "/a/%2e%2e/b",
            "/a/..%2fb/%2e",
            "/../b",
            "/a/..;/b",
            "//a",
            "/a//b",
            "/a%252Fb",
            "/a%252e",
            "/a%00",
            "/a%",
            "/a%2",
            "/a%zz",
            "/a%u002e",
            "/a%c0%af",
            "/a%ff",
            "/a\u00c3\u00a4",
            "/a\\b",
            "/a%5c..%5cb")
        .map(path -> Arguments.of(path, 400, get(path)));
  }

  static Stream<Arguments> sizes() {
    return Stream.of(
        Arguments.of("a long target", 414, get("/" + ROOM)),
        Arguments.of("a long header", 431, "GET / HTTP/1.1\r\n" + HOST + "A: " + ROOM + "\r\n\r\n"),
        Arguments.of(
            "many headers", 431, "GET / HTTP/1.1\r\n" + HOST + "A: b\r\n".repeat(5000) + "\r\n"),
        Arguments.of("a large body", 413, post("Content-Length: 262145\r\n") + ROOM),
        Arguments.of("an absurd body", 413, post("Content-Length: 999999999999\r\n")),
        Arguments.of(
            "large in chunks",
            413,
            post(CHUNKED) + ("4e20\r\n" + ROOM + "\r\n").repeat(14) + "0\r\n\r\n"));
  }

  static Stream<String> asTheyAre() {
    return Stream.of(
        "/orgs/a/apiKeys/b/whitelist/203.0.113.0%2F24",
        "/orgs/a/apiKeys/b/whitelist/203.0.113.0%2f24?pretty=true",
        "/a/../b",
        "/a/./b",
        "/a;x=y/b",
        "/a%3bb",
        "/a?b=%2F&c=%zz",
        "/?");
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n";
  }

  private static String post(String headers) {
    return "POST / HTTP/1.1\r\n" + HOST + headers + "\r\n";
  }
}
