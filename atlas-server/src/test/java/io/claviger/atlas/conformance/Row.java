package io.claviger.atlas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One rule of the reference, and how it shows: what is so before, one request, what the answer must
 * be, and what is read afterwards. A request that is refused, or only reads, must leave every
 * organization at its revision; no row needs to say so.
 *
 * @param section of the reference; {@code B} and a number for a row of its Appendix B
 */
record Row(
    String id,
    String section,
    String rule,
    List<Given> givens,
    Call call,
    List<Check> checks,
    List<Afterwards> afterwards) {
  /** Another request, to see what came of the first. */
  record Afterwards(Call call, List<Check> checks) {}

  static Row row(String id, String section, String rule) {
    return new Row(id, section, rule, List.of(), Call.get(""), List.of(), List.of());
  }

  Row given(Given... more) {
    List<Given> all = new ArrayList<>(givens);
    all.addAll(List.of(more));
    return new Row(id, section, rule, all, call, checks, afterwards);
  }

  Row when(Call newCall) {
    return new Row(id, section, rule, givens, newCall, checks, afterwards);
  }

  Row then(Check... newChecks) {
    return new Row(id, section, rule, givens, call, List.of(newChecks), afterwards);
  }

  Row afterwards(Call read, Check... expected) {
    List<Afterwards> all = new ArrayList<>(afterwards);
    all.add(new Afterwards(read, List.of(expected)));
    return new Row(id, section, rule, givens, call, checks, all);
  }

  /** In a world of its own. */
  void run(ConformanceServer server) {
    World world = new World(server);
    givens.forEach(given -> given.prepare(world));
    Map<OrganizationId, Revision> before = world.revisions();
    Answer answer = world.send(call);
    check(call, answer, checks, world);
    if (call.reads() || answer.status() >= 400) {
      assertEquals(before, world.revisions(), "nothing may change");
    }
    world.remember(answer);
    afterwards.forEach(next -> check(next.call(), world.send(next.call()), next.checks(), world));
  }

  private static void check(Call call, Answer answer, List<Check> checks, World world) {
    for (Check check : checks) {
      try {
        check.check(answer, world);
      } catch (AssertionError e) {
        throw new AssertionError(
            call.says()
                + " must answer "
                + check.says()
                + ", but answers "
                + answer
                + "\n"
                + e.getMessage(),
            e);
      }
    }
  }
}
