package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.http.Clients;
import io.claviger.benchmarks.http.SpringServer;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.time.Duration;
import java.util.List;

/**
 * Measures requests per second of a Spring MVC controller behind the starter, beside a look-up in a
 * map.
 */
final class SpringSuite implements Suite {
  private static final String SPRING_MVC = "http/spring-mvc";
  private static final int CONNECTIONS = 4;

  @Override
  public List<String> families() {
    return List.of(SPRING_MVC);
  }

  @Override
  public List<Row> run(Options options, Progress progress) {
    try (SpringServer keys = SpringServer.withKeys();
        SpringServer map = SpringServer.withMap();
        Clients toKeys = new Clients(keys.port(), CONNECTIONS);
        Clients toMap = new Clients(map.port(), CONNECTIONS)) {
      List<byte[]> ours = keys.requests();
      List<byte[]> theirs = map.requests();
      HttpTurns turns =
          new HttpTurns(
              time -> toKeys.perSecond(ours, time), time -> toMap.perSecond(theirs, time));
      // Alternate here, too, because both servers share the compiled code.
      int uncounted = options.quick() ? 15 : 150;
      progress.say("  " + uncounted + " turns with the starter and with a map, uncounted");
      turns.measure(uncounted, Duration.ofMillis(200));
      int counted = options.quick() ? 10 : 60;
      progress.say("  " + counted + " turns with the starter and with a map");
      return List.of(
          new Row(
              SPRING_MVC,
              turns.measure(counted, Duration.ofMillis(200)),
              "requests/s",
              Goal.ratioAtLeast(0.95)));
    }
  }
}
