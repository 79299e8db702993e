package io.claviger.examples.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process: what it says, what it keeps, how it ends. */
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
  void aPortThatIsTakenEndsItAtOnce() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      IOException failure =
          assertThrows(
              IOException.class,
              () -> ServerProcess.start(data, "--port", Integer.toString(taken.getLocalPort())));
      assertTrue(failure.getMessage().contains("ended with 1"), failure.getMessage());
    }
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
