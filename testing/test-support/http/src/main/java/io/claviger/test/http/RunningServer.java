package io.claviger.test.http;

import java.net.URI;
import java.util.Objects;

/**
 * A server that accepts connections.
 *
 * @param uri the address of the application, such as {@code http://127.0.0.1:43210} or {@code
 *     http://127.0.0.1:43210/app}: a loopback address, a port, and the path in front of the paths
 *     of the application
 * @param server stops the server
 */
public record RunningServer(URI uri, AutoCloseable server) {
  /** Checks that no part is null, and that the address has a host and a port. */
  public RunningServer {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(server, "server");
    if (uri.getHost() == null || uri.getPort() < 1) {
      throw new IllegalArgumentException(
          "address of the server " + uri + " must have a host and a port: http://127.0.0.1:43210");
    }
  }
}
