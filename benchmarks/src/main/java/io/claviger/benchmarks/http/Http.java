package io.claviger.benchmarks.http;

import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Result;
import io.claviger.benchmarks.report.Row;
import io.claviger.benchmarks.run.Alternation;
import io.claviger.benchmarks.run.Measurement;
import io.claviger.benchmarks.run.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Requests per second of a small application behind our filter, and behind others. */
public final class Http {
  private static final Duration TURN = Duration.ofMillis(200);
  private static final String REQUESTS = "requests/s";

  private Http() {}

  /** Returns the measurements. */
  public static List<Measurement> measurements() {
    List<Row> ladder =
        List.of(
            new Row("http/servlet", REQUESTS, Goal.ratioAtLeast(0.97)),
            new Row("http/ladder/empty-filter", REQUESTS, null),
            new Row("http/ladder/wrapper", REQUESTS, null),
            new Row("http/ladder/decision", REQUESTS, null));
    Row bcrypt = new Row("http/servlet-bcrypt", REQUESTS, Goal.ratioAtLeast(20));
    Row jaxrs = new Row("http/jaxrs", REQUESTS, Goal.ratioAtLeast(0.96));
    Row spring = new Row("http/spring-mvc", REQUESTS, Goal.ratioAtLeast(0.96));
    return List.of(
        new Measurement(ladder, run -> ladder(run, ladder)),
        new Measurement(List.of(bcrypt), run -> bcrypt(run, bcrypt)),
        new Measurement(List.of(jaxrs), run -> jaxrs(run, jaxrs)),
        new Measurement(List.of(spring), run -> spring(run, spring)));
  }

  private static List<Result> ladder(Run run, List<Row> rows) throws Exception {
    try (ServletServer server = new ServletServer();
        Clients clients = new Clients(server.port())) {
      List<Callable<Double>> rungs = new ArrayList<>();
      for (String path :
          List.of(ServletServer.NONE, ServletServer.PASS, ServletServer.WRAP, ServletServer.KEYS)) {
        List<byte[]> requests = server.requests(path);
        rungs.add(() -> clients.perSecond(requests, TURN));
      }
      List<List<Double>> unused = Alternation.measure(warmUpTurns(run), rungs);
      List<List<Double>> measured = Alternation.measure(turns(run), rungs);
      List<Double> none = measured.get(0);
      List<Double> empty = measured.get(1);
      List<Double> wrapper = measured.get(2);
      List<Double> keys = measured.get(3);
      return Result.of(
          rows,
          List.of(
              Comparison.byTurns(keys, empty),
              Comparison.byTurns(empty, none),
              Comparison.byTurns(wrapper, empty),
              Comparison.byTurns(keys, wrapper)));
    }
  }

  private static List<Result> bcrypt(Run run, Row row) throws Exception {
    try (ServletServer server = new ServletServer();
        Clients clients = new Clients(server.port())) {
      List<byte[]> keys = server.requests(ServletServer.KEYS);
      List<byte[]> hash = server.requests(ServletServer.HASH);
      double unused = clients.perSecond(keys, Duration.ofSeconds(run.quick() ? 2 : 10));
      // A bcrypt check is slow, so a short turn would have only a few requests.
      Duration second = Duration.ofSeconds(1);
      Comparison compared =
          Alternation.of(
              run.quick() ? 2 : 10,
              () -> clients.perSecond(keys, second),
              () -> clients.perSecond(hash, second));
      return List.of(new Result(row, compared));
    }
  }

  private static List<Result> jaxrs(Run run, Row row) throws Exception {
    try (ServletServer server = new ServletServer();
        Clients clients = new Clients(server.port())) {
      List<byte[]> keys = server.requests(ServletServer.REST_KEYS + RestApplication.PATH);
      List<byte[]> pass = server.requests(ServletServer.REST_PASS + RestApplication.PATH);
      return List.of(
          alternate(
              run, row, () -> clients.perSecond(keys, TURN), () -> clients.perSecond(pass, TURN)));
    }
  }

  private static List<Result> spring(Run run, Row row) throws Exception {
    try (SpringServer keys = new SpringServer();
        SpringServer map = SpringServer.withMap();
        Clients toKeys = new Clients(keys.port());
        Clients toMap = new Clients(map.port())) {
      List<byte[]> ours = keys.requests();
      List<byte[]> theirs = map.requests();
      return List.of(
          alternate(
              run, row, () -> toKeys.perSecond(ours, TURN), () -> toMap.perSecond(theirs, TURN)));
    }
  }

  /** Alternates in the warm-up, too, because both sides share the compiled code. */
  private static Result alternate(Run run, Row row, Callable<Double> ours, Callable<Double> theirs)
      throws Exception {
    Comparison unused = Alternation.of(warmUpTurns(run), ours, theirs);
    return new Result(row, Alternation.of(turns(run), ours, theirs));
  }

  private static int warmUpTurns(Run run) {
    return run.quick() ? 15 : 150;
  }

  private static int turns(Run run) {
    return run.quick() ? 10 : 60;
  }
}
