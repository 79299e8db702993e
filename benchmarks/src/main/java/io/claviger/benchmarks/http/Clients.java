package io.claviger.benchmarks.http;

import io.claviger.benchmarks.load.Writers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Connections to a site, each of which sends one request after the other. */
public final class Clients implements AutoCloseable {
  private final List<KeepAlive> connections = new ArrayList<>();
  private final Map<Site.Protection, List<byte[]>> requests = new EnumMap<>(Site.Protection.class);

  /** Opens so many connections. */
  public Clients(Site site, int count) {
    for (Site.Protection protection : Site.Protection.values()) {
      requests.put(protection, site.requests(protection));
    }
    for (int i = 0; i < count; i++) {
      connections.add(site.connect());
    }
  }

  /** Returns how many requests with this protection were answered in a second. */
  public double perSecond(Site.Protection protection, Duration time) {
    List<byte[]> texts = requests.getOrDefault(protection, List.of());
    Writers.Change request =
        (client, number) -> exchange(client, texts.get((number * 7 + client) % texts.size()));
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
