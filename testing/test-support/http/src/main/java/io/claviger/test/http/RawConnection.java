package io.claviger.test.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A connection over HTTP/1.1 that changes and hides nothing: clients of the JDK join lines, retry,
 * and normalize targets.
 */
final class RawConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;
  private final String host;
  private final String prefix;

  RawConnection(URI server) throws IOException {
    this.socket = new Socket(server.getHost(), server.getPort());
    this.host = server.getRawAuthority();
    String path = server.getRawPath();
    this.prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Returns the target in the first line of this request. */
  String target(RawRequest request) {
    return prefix + request.path();
  }

  RawResponse exchange(RawRequest request) throws IOException {
    // In one packet: some servers close a connection if they answer before the body is there.
    send(request.bytes(host, prefix));
    return read(request);
  }

  void sendHeader(RawRequest request) throws IOException {
    send(RawRequest.bytes(request.header(host, prefix)));
  }

  void sendBody(RawRequest request) throws IOException {
    send(RawRequest.bytes(request.body()));
  }

  private void send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  RawResponse read(RawRequest request) throws IOException {
    String status = line();
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    for (String field = line(); !field.isEmpty(); field = line()) {
      int colon = field.indexOf(':');
      fields.add(Map.entry(field.substring(0, colon), field.substring(colon + 1).strip()));
    }
    RawResponse header =
        new RawResponse(Integer.parseInt(status.substring(9, 12)), List.copyOf(fields), "");
    String body = request.method().equals("HEAD") ? "" : body(header);
    return new RawResponse(header.status(), header.fields(), body);
  }

  private String body(RawResponse header) throws IOException {
    if (header.values("Transfer-Encoding").contains("chunked")) {
      return chunks();
    }
    List<String> length = header.values("Content-Length");
    if (length.isEmpty()) {
      return header.status() == 204
          ? ""
          : new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    return bytes(Integer.parseInt(length.get(0)));
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = size(); size > 0; size = size()) {
      body.append(bytes(size));
      line();
    }
    while (!line().isEmpty()) {
      // A trailer says nothing that is checked here.
    }
    return body.toString();
  }

  private int size() throws IOException {
    String line = line();
    int extension = line.indexOf(';');
    return Integer.parseInt(extension < 0 ? line : line.substring(0, extension), 16);
  }

  private String bytes(int length) throws IOException {
    byte[] read = in.readNBytes(length);
    if (read.length < length) {
      throw new EOFException("the server closed the connection inside a body");
    }
    return new String(read, StandardCharsets.ISO_8859_1);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection; read so far: " + line);
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
