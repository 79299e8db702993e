package io.claviger.benchmarks.suite;

import io.claviger.benchmarks.jmh.Match;
import io.claviger.benchmarks.report.Comparison;
import io.claviger.benchmarks.report.Goal;
import io.claviger.benchmarks.report.Measured;
import io.claviger.benchmarks.report.Progress;
import io.claviger.benchmarks.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures matching an address with a whitelist, beside the fastest of three peers. */
final class MatchSuite implements Suite {
  private static final int FEW = 1;
  private static final int MANY = 10_000;

  @Override
  public List<String> families() {
    return List.of("match");
  }

  @Override
  public List<Row> run(Options options, Progress progress) {
    Jmh jmh = new Jmh(options, progress);
    List<Row> rows = new ArrayList<>();
    for (String family : List.of("v4", "v6")) {
      rows.addAll(rows("match/" + family + "/inet", family, "Inet", options, jmh));
      rows.addAll(rows("match/" + family + "/text", family, "Text", options, jmh));
    }
    return rows;
  }

  private static List<Row> rows(String name, String family, String form, Options options, Jmh jmh) {
    List<Row> rows = new ArrayList<>();
    Measured few = null;
    for (int blocks : sizes(form, options)) {
      if (options.wants(name + "/" + blocks)) {
        Row row = row(name, family, form, blocks, options, jmh);
        rows.add(row);
        Measured ours = row.comparison().ours();
        few = blocks == FEW ? ours : few;
        rows.addAll(blocks == MANY ? growth(name, ours, few) : List.of());
      }
    }
    return rows;
  }

  private static List<Integer> sizes(String form, Options options) {
    if (!options.quick()) {
      return List.of(FEW, 10, 200, MANY);
    }
    return form.equals("Inet") ? List.of(FEW, MANY) : List.of(MANY);
  }

  private static Row row(
      String name, String family, String form, int blocks, Options options, Jmh jmh) {
    Map<String, String> parameters = Map.of("family", family, "blocks", "" + blocks);
    Case ours = Case.of(Match.class, "ours" + form, parameters);
    List<Case> peers = new ArrayList<>();
    peers.add(Case.of(Match.class, "netty" + form, parameters));
    peers.add(Case.of(Match.class, "trie" + form, parameters));
    // Spring Security checks every block in turn, so with many blocks it cannot be the fastest.
    if (!options.quick() || blocks == FEW) {
      peers.add(Case.of(Match.class, "spring", parameters));
    }
    List<Case> all = new ArrayList<>(List.of(ours));
    all.addAll(peers);
    Scores scores = jmh.measure(all);
    Comparison nanos = scores.nanos(ours, scores.fastest(peers));
    return new Row(name + "/" + blocks, nanos, "ns", goal(form, blocks));
  }

  private static @Nullable Goal goal(String form, int blocks) {
    if (form.equals("Inet")) {
      return Goal.ratioAtMost(1.15);
    }
    return blocks == FEW ? null : Goal.ratioAtMost(1.0);
  }

  private static List<Row> growth(String name, Measured many, @Nullable Measured few) {
    if (few == null || name.endsWith("text")) {
      return List.of();
    }
    Comparison growth = Comparison.of(many, few);
    return List.of(new Row(name + "/10000-to-1", growth, "ns", Goal.ratioAtMost(6)));
  }
}
