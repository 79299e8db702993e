package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.http.Clients;
import io.claviger.benchmarks.http.Site;
import io.claviger.benchmarks.http.Site.Protection;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Requests a second of a servlet behind the filter, without it, and behind one with bcrypt. */
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
    try (Site site = new Site();
        Clients clients = new Clients(site, CONNECTIONS)) {
      Duration warmUp = Duration.ofSeconds(options.quick() ? 2 : 10);
      progress.say("  " + warmUp.toSeconds() + " s of requests by each, uncounted");
      clients.perSecond(Protection.NONE, warmUp);
      clients.perSecond(Protection.KEYS, warmUp);
      clients.perSecond(Protection.NONE, warmUp);
      if (options.wants(SERVLET)) {
        int turns = options.quick() ? 10 : 60;
        progress.say("  " + turns + " turns with and without the filter");
        Comparison found = turns(clients, Protection.NONE, turns, Duration.ofMillis(200));
        rows.add(new Row(SERVLET, found, "requests/s", Goal.ratioAtLeast(0.95)));
      }
      if (options.wants(BCRYPT)) {
        int turns = options.quick() ? 2 : 10;
        progress.say("  " + turns + " turns with the filter and with bcrypt");
        // A check takes so long that a short turn has only a few.
        Comparison found = turns(clients, Protection.HASH, turns, Duration.ofSeconds(1));
        rows.add(new Row(BCRYPT, found, "requests/s", Goal.ratioAtLeast(20)));
      }
    }
    return rows;
  }

  private static Comparison turns(Clients clients, Protection other, int count, Duration time) {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int turn = 0; turn < count; turn++) {
      // Each side comes second in half of the turns.
      if (turn % 2 == 0) {
        ours.add(clients.perSecond(Protection.KEYS, time));
        theirs.add(clients.perSecond(other, time));
      } else {
        theirs.add(clients.perSecond(other, time));
        ours.add(clients.perSecond(Protection.KEYS, time));
      }
    }
    return Comparison.byTurns(ours, theirs);
  }
}
