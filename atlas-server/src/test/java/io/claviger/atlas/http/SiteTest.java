package io.claviger.atlas.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server says of where it is. */
class SiteTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, 127.0.0.1",
    "0.0.0.0, 0.0.0.0, 127.0.0.1",
    "0:0:0:0:0:0:0:1, [::1], [::1]",
    "::, [::], [::1]"
  })
  void isWhereItListensAndOnAllAddressesLoopback(String host, String listens, String site)
      throws Exception {
    InetAddress address = InetAddress.getByName(host);
    Assumptions.assumeTrue(isHere(address), "this machine has no " + host);
    try (HttpServer server =
        HttpServer.start(
            ServerSettings.at(new InetSocketAddress(address, 0)),
            seen -> {
              assertEquals("http://" + site, seen.substring(0, seen.lastIndexOf(':')));
              return head -> Judged.answered(() -> Reply.empty(204));
            })) {
      assertEquals("http://" + listens + ":" + server.port(), server.listensOn());
      assertEquals("http://" + site + ":" + server.port(), server.site());
    }
  }

  private static boolean isHere(InetAddress address) {
    try (ServerSocket socket = new ServerSocket(0, 1, address)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
