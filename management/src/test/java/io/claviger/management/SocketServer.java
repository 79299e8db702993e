package io.claviger.management;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.http.access.HttpHeader;
import io.claviger.http.access.IncomingRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A server for one client at a time, with a connection for each request. The server of the JDK is
 * in a module that this one does not read.
 */
final class SocketServer implements AutoCloseable {
  private final ManagementHandler handler;
  private final ServerSocket socket;

  SocketServer(ManagementHandler handler) throws IOException {
    this.handler = handler;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the address of the API with its prefix. */
  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort() + ManagementClient.PREFIX;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        answer(connection);
      } catch (IOException e) {
        // The client sees the end of its connection.
      }
    }
  }

  private void answer(Socket connection) throws IOException {
    InputStream in = new BufferedInputStream(connection.getInputStream());
    String[] first = line(in).split(" ", -1);
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String[] header = line.split(":", 2);
      headers.computeIfAbsent(header[0], unused -> new ArrayList<>()).add(header[1].strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", List.of("0")).get(0));
    IncomingRequest request =
        new IncomingRequest(
            name -> headers.getOrDefault(name, List.of()),
            first[0],
            first[1],
            Optional.of(connection.getInetAddress().getHostAddress()));
    String path = first[1].split("\\?", 2)[0].substring(ManagementClient.PREFIX.length());
    InputStream body = new ByteArrayInputStream(in.readNBytes(length));
    send(connection.getOutputStream(), handler.handle(request, path, body, Optional::empty));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  private static void send(OutputStream out, ManagementResponse response) throws IOException {
    byte[] body = response.body().getBytes(UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " \r\n");
    for (HttpHeader header : response.headers()) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    if (response.status() != 204) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    out.write(head.append("Connection: close\r\n\r\n").toString().getBytes(ISO_8859_1));
    out.write(body);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
