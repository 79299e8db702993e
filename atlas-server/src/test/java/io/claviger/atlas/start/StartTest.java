package io.claviger.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.http.RawClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process: what it says, what it keeps, how it ends. */
@Tag("processes")
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class StartTest {
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{24})\"");

  /** Enough to be in the middle of a commit. */
  private static final int KEYS = 40;

  @TempDir Path data;

  @Test
  void theFirstKeyIsToldOnce() throws Exception {
    try (ServerProcess server = ServerProcess.start(data)) {
      assertEquals(List.of("organization ", "public key ", "private key "), server.announced());
      assertTrue(server.url().startsWith("http://127.0.0.1:"), server.url());
      // Told to end, a JVM ends with 128 and the number of the signal.
      assertEquals(143, server.stop());
    }
    try (ServerProcess server = ServerProcess.start(data)) {
      assertEquals(List.of(), server.announced());
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
    List<String> acknowledged = new CopyOnWriteArrayList<>();
    String organization;
    RestClient client;
    try (ServerProcess server = ServerProcess.start(data, "--basic")) {
      organization = server.organization();
      client = new RestClient(server.url(), server.publicKey(), server.privateKey());
      FutureTask<Void> creating = creating(client, keys(organization), acknowledged);
      new Thread(creating, "creates keys").start();
      while (acknowledged.size() < KEYS && !creating.isDone()) {
        Thread.onSpinWait();
      }
      String publicKey = server.publicKey();
      String privateKey = server.privateKey();
      server.kill();
      assertThrows(Exception.class, creating::get, "it was cut off");

      try (ServerProcess again = ServerProcess.start(data, "--basic")) {
        assertEquals(List.of(), again.announced());
        RestClient afterwards = new RestClient(again.url(), publicKey, privateKey);
        String list = afterwards.get(keys(organization) + "?itemsPerPage=500").body();
        for (String id : acknowledged) {
          assertTrue(list.contains("\"id\":\"" + id + "\""), () -> "lost: " + id);
        }
      }
    }
  }

  @Test
  void whatIsMissingInTheFolderIsNotDrawnAgain() throws Exception {
    try (ServerProcess server = ServerProcess.start(data)) {
      assertEquals(3, server.announced().size());
      server.stop();
    }
    for (String name : List.of("pepper", "organization")) {
      Path file = data.resolve(name);
      Path aside = Files.move(file, data.resolve("aside"));

      IOException failure = assertThrows(IOException.class, () -> DataFolder.in(data));

      assertTrue(failure.getMessage().contains(name + " is missing"), failure.getMessage());
      Files.move(aside, file);
    }
    assertEquals(24, DataFolder.in(data).organization().value().length());
  }

  @Test
  void secretsInTheFolderAreForItsOwnerOnly() throws Exception {
    try (ServerProcess server = ServerProcess.start(data.resolve("new"))) {
      assertEquals(3, server.announced().size());
      Set<PosixFilePermission> pepper =
          Files.getPosixFilePermissions(data.resolve("new").resolve("pepper"));
      assertEquals(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE), pepper);
      assertFalse(
          Files.getPosixFilePermissions(data.resolve("new"))
              .contains(PosixFilePermission.OTHERS_EXECUTE));
    }
  }

  @Test
  void aPortThatIsTakenEndsItBeforeAnyKeyIsTold() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ServerProcess.Failed failed =
          ServerProcess.fail(data, "--port", Integer.toString(taken.getLocalPort()));
      assertEquals(1, failed.code());
      assertTrue(failed.errors().matches("cannot start: .*bind.*\\R"), failed.errors());
    }
    try (ServerProcess server = ServerProcess.start(data)) {
      assertEquals(3, server.announced().size());
    }
  }

  @Test
  void anOptionThatIsNoneEndsIt() throws Exception {
    assertEquals(
        new ServerProcess.Failed(2, "unknown option --foo; see --help\n"),
        ServerProcess.fail(data, "--foo"));
    assertEquals(
        new ServerProcess.Failed(
            2, "--owner-cidr: 0.0.0.0/0 cannot be on a whitelist; see --help\n"),
        ServerProcess.fail(data, "--owner-cidr", "0.0.0.0/0"));
  }

  @Test
  void noDatabaseEndsIt() throws Exception {
    ServerProcess.Failed failed =
        ServerProcess.fail(
            data, "--store", "postgresql", "--url", "jdbc:postgresql://127.0.0.1:1/keys");
    assertNoConnection(failed);
  }

  /** Its driver would tell parts of such a text. */
  @Test
  void aUrlThatIsNoneEndsItAndIsNotRepeated() throws Exception {
    ServerProcess.Failed failed =
        ServerProcess.fail(
            data, "--store", "postgresql", "--url", "jdbc:postgresql://ann:hunter2@127.0.0.1/keys");
    assertNoConnection(failed);
    assertFalse(failed.errors().contains("hunter2"), failed.errors());
  }

  private static void assertNoConnection(ServerProcess.Failed failed) {
    assertEquals(1, failed.code());
    assertTrue(
        failed.errors().matches("cannot start: no connection to the database: .*\\R"),
        failed.errors());
  }

  @Test
  void linksBeginAsClientsSeeTheServer() throws Exception {
    try (ServerProcess server =
        ServerProcess.start(data, "--basic", "--site", "https://keys.example.org")) {
      assertTrue(server.url().startsWith("http://127.0.0.1:"), server.url());
      String list = client(server).get(keys(server.organization())).body();
      assertTrue(list.contains("\"href\":\"https://keys.example.org/api/"), list);
      assertFalse(list.contains(server.url()), list);
    }
  }

  @Test
  void aGoodStartIsQuiet() throws Exception {
    try (ServerProcess server = ServerProcess.start(data)) {
      server.stop();
      assertEquals("", server.errors());
    }
  }

  @Test
  void theWhitelistOfTheFirstKeyIsAsToldAndCanBeMended() throws Exception {
    String lost;
    try (ServerProcess server =
        ServerProcess.start(data, "--basic", "--owner-cidr", "192.0.2.0/24")) {
      HttpResponse<String> answer = client(server).get(keys(server.organization()));
      assertEquals(403, answer.statusCode());
      assertTrue(answer.body().contains("IP_ADDRESS_NOT_ON_ACCESS_LIST"), answer.body());
      lost = server.organization();
      server.stop();
    }
    try (ServerProcess server = ServerProcess.start(data, "--basic", "--new-owner")) {
      assertEquals(List.of("public key ", "private key "), server.announced());
      HttpResponse<String> answer = client(server).get(keys(lost));
      assertEquals(200, answer.statusCode());
      assertTrue(answer.body().contains("\"totalCount\":2"), answer.body());
    }
  }

  @Test
  void whatIsUnderWayIsAnsweredAfterItWasToldToEnd() throws Exception {
    try (ServerProcess server = ServerProcess.start(data);
        RawClient client = new RawClient(URI.create(server.url()).getPort())) {
      client.send(
          "POST / HTTP/1.1\r\nHost: keys\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
      // From here on the server waits for the body.
      assertEquals(100, client.status());
      client.skipHead();
      server.askToStop();
      while (answers(URI.create(server.url()).getPort())) {
        Thread.onSpinWait();
      }
      client.send("{}");
      assertTrue(client.status() >= 200);
      assertEquals(143, server.stop());
    }
  }

  /** A server that ends hangs up on new connections, or does not take them. */
  private static boolean answers(int port) throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send("GET / HTTP/1.1\r\nHost: keys\r\nConnection: close\r\n\r\n");
      return client.status() != 0;
    } catch (ConnectException e) {
      return false;
    }
  }

  private static RestClient client(ServerProcess server) {
    return new RestClient(server.url(), server.publicKey(), server.privateKey());
  }

  private static FutureTask<Void> creating(
      RestClient client, String path, List<String> acknowledged) {
    return new FutureTask<>(
        () -> {
          while (true) {
            String answer =
                client.post(path, "{\"desc\":\"kept\",\"roles\":[\"ORG_MEMBER\"]}").body();
            Matcher id = ID.matcher(answer);
            if (!id.find()) {
              throw new IOException("no key but " + answer);
            }
            acknowledged.add(id.group(1));
          }
        });
  }

  private static String keys(String organization) {
    return "/api/atlas/v1.0/orgs/" + organization + "/apiKeys";
  }
}
