package io.claviger.atlas.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * A server whose application answers 204 to everything, and remembers what reached it. The header
 * {@code Sender} tells senders apart.
 */
final class Recorder implements AutoCloseable {
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Recorder(HttpLimits limits) throws Exception {
    this(limits, Optional.empty());
  }

  /** The same over TLS. */
  Recorder(HttpLimits limits, Optional<Supplier<SSLContext>> tls) throws Exception {
    server =
        HttpServer.start(
            ServerSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .with(limits)
                .with(tls),
            site ->
                head ->
                    Judged.admitted(
                        head.header("sender").orElse("somebody"),
                        request -> {
                          requests.add(request);
                          return Reply.empty(204);
                        }));
  }

  int port() {
    return server.port();
  }

  RawClient client() throws IOException {
    return new RawClient(server.port());
  }

  /** What is answered to this text, and nothing behind it. */
  String answer(String text) throws IOException {
    try (RawClient client = client()) {
      if (client.send(text)) {
        client.end();
      }
      return client.readAll();
    }
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
