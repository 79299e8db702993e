package io.claviger.atlas.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.start.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand connections that say nothing, or not all of it. Only in the thorough build: {@code
 * mvn -Pclients verify}.
 */
@Tag("clients")
class AbandonedConnectionsTest {
  private static final int CONNECTIONS = 10_000;
  private static final long MAX_RESIDENT = 900L * 1024 * 1024;
  private static final List<String> BEGINNINGS =
      List.of(
          "",
          "G",
          "GET /api/atlas/v1.0 HTTP/1.1\r\nHost: keys\r\n",
          "POST /api/atlas/v1.0 HTTP/1.1\r\nHost: keys\r\nContent-Length: 1000\r\n\r\n{");

  @TempDir Path data;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void theServerGoesOn() throws Exception {
    List<SocketChannel> open = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(data, "--store", "memory")) {
      URI uri = URI.create(server.url());
      for (int i = 0; i < CONNECTIONS; i++) {
        open.add(abandon(uri.getPort(), BEGINNINGS.get(i % BEGINNINGS.size())));
        if (i % 1000 == 0) {
          assertAnswers(server);
        }
      }
      assertAnswers(server);
      closeAll(open.subList(0, CONNECTIONS / 2));
      assertAnswers(server);
      assertTrue(server.residentBytes() < MAX_RESIDENT, () -> server.residentBytes() + " bytes");
    } finally {
      closeAll(open);
    }
  }

  /** One after the other, as fast as it goes: what is closed leaves nothing behind. */
  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void connectionsThatComeAndGoTakeNoMemory() throws Exception {
    try (ServerProcess server = ServerProcess.start(data, "--store", "memory")) {
      int port = URI.create(server.url()).getPort();
      for (int i = 0; i < CONNECTIONS * 2; i++) {
        try (SocketChannel channel = abandon(port, BEGINNINGS.get(2))) {
          // Reset, so that no port of this machine waits for the other side.
          channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
      }
      assertAnswers(server);
    }
  }

  private static void assertAnswers(ServerProcess server) throws Exception {
    DigestSession session =
        new DigestSession(
            HttpClient.newHttpClient(), server.url(), server.publicKey(), server.privateKey());
    HttpResponse<String> answer =
        session.call("GET", "/api/atlas/v2/orgs/" + server.organization() + "/apiKeys", "");
    assertEquals(200, answer.statusCode());
  }

  private static SocketChannel abandon(int port, String beginning) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.write(ByteBuffer.wrap(beginning.getBytes(US_ASCII)));
    return channel;
  }

  private static void closeAll(List<SocketChannel> channels) throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
  }
}
