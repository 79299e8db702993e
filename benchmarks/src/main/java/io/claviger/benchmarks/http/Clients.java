package io.claviger.benchmarks.http;

import io.claviger.benchmarks.run.Load;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections to a server on loopback. Each sends one request after another. */
final class Clients implements AutoCloseable {
  private final List<KeepAlive> connections = new ArrayList<>();

  Clients(int port) throws IOException {
    for (int i = 0; i < 4; i++) {
      connections.add(new KeepAlive(port));
    }
  }

  /** Sends these requests and returns the number of responses per second. */
  double perSecond(List<byte[]> requests, Duration time) throws Exception {
    Load.Call request =
        (client, number) ->
            connections.get(client).exchange(requests.get((number * 7 + client) % requests.size()));
    return new Load(connections.size()).run(request, time).perSecond();
  }

  @Override
  public void close() throws IOException {
    for (KeepAlive connection : connections) {
      connection.close();
    }
  }
}
