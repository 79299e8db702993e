package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.http.Clients;
import io.claviger.benchmarks.http.ServletServer;
import io.claviger.benchmarks.http.ServletServer.Protection;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures requests per second of a servlet behind our filter, beside no filter and one with
 * bcrypt.
 */
final class HttpSuite implements Suite {
  private static final String SERVLET = "http/servlet";
  private static final String BCRYPT = "http/servlet-bcrypt";
  private static final int CONNECTIONS = 4;

  @Override
  public List<String> families() {
    return List.of(SERVLET);
  }

  @Override
  public List<Row> run(Options options, Progress progress) {
    List<Row> rows = new ArrayList<>();
    try (ServletServer server = new ServletServer();
        Clients clients = new Clients(server.port(), CONNECTIONS)) {
      HttpTurns.Load none = load(clients, server, Protection.NONE);
      HttpTurns.Load keys = load(clients, server, Protection.KEYS);
      HttpTurns.Load hash = load(clients, server, Protection.HASH);
      Duration warmUp = Duration.ofSeconds(options.quick() ? 2 : 10);
      progress.say("  " + warmUp.toSeconds() + " s of requests by each, uncounted");
      none.perSecond(warmUp);
      keys.perSecond(warmUp);
      none.perSecond(warmUp);
      if (options.wants(SERVLET)) {
        int turns = options.quick() ? 10 : 60;
        progress.say("  " + turns + " turns with and without the filter");
        Comparison found = new HttpTurns(keys, none).measure(turns, Duration.ofMillis(200));
        rows.add(new Row(SERVLET, found, "requests/s", Goal.ratioAtLeast(0.95)));
      }
      if (options.wants(BCRYPT)) {
        int turns = options.quick() ? 2 : 10;
        progress.say("  " + turns + " turns with the filter and with bcrypt");
        // A bcrypt check is slow, so a short turn would have only a few requests.
        Comparison found = new HttpTurns(keys, hash).measure(turns, Duration.ofSeconds(1));
        rows.add(new Row(BCRYPT, found, "requests/s", Goal.ratioAtLeast(20)));
      }
    }
    return rows;
  }

  private static HttpTurns.Load load(Clients clients, ServletServer server, Protection protection) {
    List<byte[]> requests = server.requests(protection);
    return time -> clients.perSecond(requests, time);
  }
}
