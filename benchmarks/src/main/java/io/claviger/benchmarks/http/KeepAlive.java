package io.claviger.benchmarks.http;

import io.claviger.benchmarks.run.Require;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A connection that stays open, for one thread. It learns the length of a response from the first
 * one: a client that parses every response would take as long as the server.
 */
final class KeepAlive implements AutoCloseable {
  private static final String STATUS = "HTTP/1.1 200";

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[8192];
  private int length = -1;

  KeepAlive(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /**
   * Sends a request and reads the response.
   *
   * @throws IllegalStateException if the status is not 200, or the length differs from the first
   *     response
   */
  void exchange(byte[] request) throws IOException {
    out.write(request);
    int read = 0;
    do {
      int more = in.read(buffer, read, buffer.length - read);
      Require.that(more > 0, "the server closed a connection");
      read += more;
      // The body of the servlet is the end of the first response.
    } while (length < 0 ? !text(read).endsWith(ServletServer.TEXT) : read != length);
    length = read;
    Require.that(text(STATUS.length()).equals(STATUS), "the status is not 200");
  }

  private String text(int end) {
    return new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
