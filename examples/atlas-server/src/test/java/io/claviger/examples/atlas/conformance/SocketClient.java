package io.claviger.examples.atlas.conformance;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * HTTP/1.1 by hand: sends the request target byte for byte, and from any local address, neither of
 * which the client of the JDK can on Java 17. A connection for each request.
 */
final class SocketClient {
  private static final int PATIENCE_MILLIS = 10_000;

  private SocketClient() {}

  /** Sends it from this address to that port of the same family's loopback address. */
  static Answer send(
      InetAddress from, InetSocketAddress to, String line, Map<String, String> headers, byte[] body)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(to, PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(head(to, line, headers, body.length));
      out.write(body);
      out.flush();
      return parse(socket.getInputStream().readAllBytes());
    }
  }

  private static byte[] head(
      InetSocketAddress to, String line, Map<String, String> headers, int length) {
    StringBuilder head = new StringBuilder(line + " HTTP/1.1\r\n");
    head.append("Host: localhost:").append(to.getPort()).append("\r\nConnection: close\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (length > 0) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Answer parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IllegalStateException("no answer of HTTP: " + text);
    }
    String[] lines = text.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] pair = lines[i].split(":", 2);
      headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
    }
    return new Answer(
        Integer.parseInt(lines[0].split(" ", -1)[1]), headers, text.substring(end + 4));
  }
}
