package io.claviger.atlas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends requests as somebody, from somewhere: each on a connection of its own, and the target and
 * the headers exactly as they are given.
 *
 * @param headers which go with every request
 * @param address in 127.0.0.0/8
 */
public record Sender(int port, Map<String, String> headers, String address) {
  private static final int TIMEOUT_MILLIS = 20_000;

  /** The same from another address. */
  public Sender from(String newAddress) {
    return new Sender(port, headers, newAddress);
  }

  /** The same with one more header, or another value of one. */
  public Sender with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Sender(port, more, address);
  }

  /** Without a body. */
  public Response call(String method, String target) {
    return send(method, target, new byte[0]);
  }

  /** With a body of JSON. */
  public Response call(String method, String target, String json) {
    Sender sender =
        headers.containsKey("Content-Type") ? this : with("Content-Type", "application/json");
    return sender.send(method, target, json.getBytes(StandardCharsets.UTF_8));
  }

  /** With these bytes as its body. */
  public Response send(String method, String target, byte[] body) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.getOutputStream().write(request(method, target, body));
      return Response.of(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] request(String method, String target, byte[] body) throws IOException {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1:").append(port).append("\r\nConnection: close\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0 || method.startsWith("P")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    request.write(body);
    return request.toByteArray();
  }

  /** Without headers, which hold a secret. */
  @Override
  public String toString() {
    return "sender at " + address;
  }
}
