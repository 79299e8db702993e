package io.claviger.atlas.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A client that sends what no client would: bytes, one for each character. */
public final class RawClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Socket socket;
  private final PushbackInputStream in;

  /** On a connection of its own. */
  public RawClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** On a connection from this loopback address. */
  public RawClient(int port, String from) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0));
  }

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
    in = new PushbackInputStream(socket.getInputStream());
  }

  /** Tells whether it could be sent; the server may have hung up. */
  public boolean send(String text) throws IOException {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  /** No more is to come. */
  public void end() throws IOException {
    socket.shutdownOutput();
  }

  /** Everything until the server hangs up. */
  public String readAll() throws IOException {
    StringBuilder all = new StringBuilder();
    try {
      for (int c = in.read(); c >= 0; c = in.read()) {
        all.append((char) c);
      }
    } catch (SocketException e) {
      // It did not read all that was sent; what it said before counts.
    }
    return all.toString();
  }

  /** The status of the next answer; 0 where the server hangs up without any. */
  public int status() throws IOException {
    StringBuilder line = new StringBuilder();
    try {
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        line.append((char) c);
      }
    } catch (SocketException e) {
      return 0;
    }
    return line.length() < 12 ? 0 : Integer.parseInt(line.substring(9, 12));
  }

  /** Whether the server says something, or hangs up, before that time is over. */
  boolean answersWithin(Duration time) throws IOException {
    socket.setSoTimeout(Math.toIntExact(time.toMillis()));
    try {
      int next = in.read();
      if (next >= 0) {
        in.unread(next);
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    } finally {
      if (!socket.isClosed()) {
        socket.setSoTimeout(Math.toIntExact(TIMEOUT.toMillis()));
      }
    }
  }

  /** The same for a server that has nothing to say. */
  boolean hangsUpWithin(Duration time) throws IOException {
    return answersWithin(time) && status() == 0;
  }

  /** The rest of the head of a response, to the empty line. */
  public void skipHead() throws IOException {
    StringBuilder head = new StringBuilder("\n");
    while (head.indexOf("\n\r\n") < 0) {
      head.append((char) in.read());
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
