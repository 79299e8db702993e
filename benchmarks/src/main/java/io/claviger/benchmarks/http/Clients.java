package io.claviger.benchmarks.http;

import io.claviger.benchmarks.load.Writers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections to a server on loopback. Each sends one request after another. */
public final class Clients implements AutoCloseable {
  private final List<KeepAlive> connections = new ArrayList<>();

  /** Opens {@code count} connections to this port. */
  public Clients(int port, int count) {
    try {
      for (int i = 0; i < count; i++) {
        connections.add(new KeepAlive(port));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends these requests and returns the number of responses per second. */
  public double perSecond(List<byte[]> requests, Duration time) {
    Writers.Change request =
        (client, number) -> exchange(client, requests.get((number * 7 + client) % requests.size()));
    return new Writers(connections.size()).change(request, time).perSecond();
  }

  private void exchange(int client, byte[] request) {
    try {
      connections.get(client).exchange(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      for (KeepAlive connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
