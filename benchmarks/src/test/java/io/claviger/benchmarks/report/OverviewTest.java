package io.claviger.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class OverviewTest {
  private static final Result SELECT = result("request/sha256-select", "ns", 400, 20_000);
  private static final Result BCRYPT = result("request/bcrypt-select", "ns", 400, 5e7);
  private static final Result SERVLET = result("http/servlet", "requests/s", 9_500, 10_000);
  private static final Result LADDER = result("http/ladder/wrapper", "requests/s", 9, 10);

  @Test
  void hasABarForEachWayToCheckAKeyAndForRequestsWithAndWithout() throws Exception {
    Result other = result("http/servlet-bcrypt", "requests/s", 9_400, 30);
    String svg = overview(LADDER, SERVLET, other, SELECT, BCRYPT);

    assertEquals(List.of("400 ns", "20 µs (50 ×)", "50 ms (125,000 ×)"), checks(svg));
    assertEquals(6, bars(svg));
    assertTrue(svg.contains(">9,500<") && svg.contains(">10,000<") && svg.contains(">30<"), svg);
  }

  @Test
  void aRunOfSomeRowsShowsWhatItHas() throws Exception {
    assertEquals(2, bars(overview(SERVLET)));
    assertEquals(2, bars(overview(SELECT)));
    assertEquals(0, bars(overview(LADDER)));
    assertFalse(overview(SERVLET).contains("one check"));
  }

  private static List<String> checks(String svg) {
    return Pattern.compile(">([0-9]+ [nµm]s[^<]*)<")
        .matcher(svg.replaceAll("<text [^>]*middle[^\n]*", ""))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** The ground is a rectangle, too. */
  private static int bars(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getElementsByTagName("rect")
            .getLength()
        - 1;
  }

  private static Result result(String name, String unit, double ours, double theirs) {
    return new Result(
        new Row(name, unit, null), Comparison.byTurns(List.of(ours), List.of(theirs)));
  }

  private static String overview(Result... results) {
    return new Overview(
            new Report(
                "benchmarks/run", Duration.ofHours(1), "a CPU", "h2", Arrays.asList(results)))
        .toString();
  }
}
