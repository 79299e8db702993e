package io.claviger.atlas.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * HTTP/1.1 by hand: sends the request target byte for byte, and from any local address, neither of
 * which the client of the JDK can on Java 17. A connection for each call.
 */
final class SocketClient {
  private static final int TIMEOUT_MILLIS = 10_000;

  private SocketClient() {}

  /** One request, but for the headers that concern the connection. */
  record Message(String line, Map<String, String> headers, String body) {
    /** Without headers, which hold a credential. */
    @Override
    public String toString() {
      return line;
    }
  }

  /**
   * Sends them one after the other from this address to that port of the same family's loopback
   * address, without waiting for answers; what is answered to the last.
   */
  static Answer send(InetAddress from, InetSocketAddress to, List<Message> messages)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(to, TIMEOUT_MILLIS);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int i = 0; i < messages.size(); i++) {
        write(messages.get(i), to, i == messages.size() - 1, bytes);
      }
      return last(messages.size(), exchange(socket, bytes.toByteArray()));
    }
  }

  /** The server may answer and close before it has read everything; the answer is there to read. */
  private static byte[] exchange(Socket socket, byte[] requests) throws IOException {
    try {
      socket.getOutputStream().write(requests);
    } catch (SocketException closed) {
      // See above.
    }
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(answers);
    } catch (SocketException closed) {
      // What came until then is kept, and its length is checked.
    }
    return answers.toByteArray();
  }

  private static void write(
      Message message, InetSocketAddress to, boolean last, ByteArrayOutputStream out) {
    byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(message.line() + " HTTP/1.1\r\n");
    head.append("Host: localhost:").append(to.getPort()).append("\r\n");
    head.append(last ? "Connection: close\r\n" : "");
    message.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (body.length > 0) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
  }

  /** No body holds the beginning of an answer. */
  private static Answer last(int expected, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String[] answers = text.split("(?=HTTP/1\\.1 )", -1);
    if (answers.length != expected) {
      throw new IllegalStateException(expected + " answers expected, not: " + text);
    }
    return parse(answers[expected - 1]);
  }

  private static Answer parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IllegalStateException("no answer of HTTP: " + text);
    }
    String[] lines = text.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] pair = lines[i].split(":", 2);
      headers.merge(
          pair[0].toLowerCase(Locale.ROOT), pair[1].strip(), (one, more) -> one + "\n" + more);
    }
    return new Answer(
        Integer.parseInt(lines[0].split(" ", -1)[1]), headers, text.substring(end + 4));
  }
}
