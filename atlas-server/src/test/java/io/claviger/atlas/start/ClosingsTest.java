package io.claviger.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.atlas.AtlasServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosingsTest {
  private final List<String> closed = new ArrayList<>();
  private final Closings closings = new Closings();

  @TempDir Path data;

  @Test
  void theLastIsClosedFirstAndEveryOneIs() {
    AutoCloseable first = () -> closed.add("first");
    AutoCloseable second =
        () -> {
          throw new IllegalStateException("stuck");
        };
    AutoCloseable third = () -> closed.add("third");
    closings.add(first);
    closings.add(second);
    closings.add(third);

    IOException trouble = assertThrows(IOException.class, closings::close);
    assertEquals("stuck", trouble.getMessage());
    assertEquals(List.of("third", "first"), closed);
  }

  @Test
  void whatWasOpenedIsClosedWhereTheRestFails() {
    AutoCloseable first = () -> closed.add("first");
    closings.add(first);
    assertThrows(
        IllegalStateException.class,
        () ->
            closings.closedUnless(
                () -> {
                  throw new IllegalStateException();
                }));
    assertEquals(List.of("first"), closed);
  }

  /** H2 opens a file once only in a process. */
  @Test
  void aServerThatCannotListenLeavesNothingOpen() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Options options = options(taken.getLocalPort());
      assertThrows(IOException.class, () -> AtlasServer.start(options, out));
    }
    assertEquals(0, said.size());
    AtlasServer.start(options(0), out).close();
  }

  private Options options(int port) {
    return Options.parse("--port", Integer.toString(port), "--data", data.toString());
  }
}
