package io.claviger.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.junit.jupiter.api.Test;

/** The grammar of RFC 7239 as regular expressions, read from the left, is the oracle. */
class ForwardedHeaderTest {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String CONTROLS = "\\x00-\\x08\\x0a-\\x1f\\x7f";
  private static final String QUOTED = "\"(?:[^" + CONTROLS + "\"\\\\]|\\\\[^" + CONTROLS + "])*\"";
  private static final String PAIR = "(?:" + TOKEN + "=(?:" + TOKEN + "|" + QUOTED + "))?";
  private static final String BLANKS = "[ \\t]*";
  private static final String ELEMENT = PAIR + "(?:" + BLANKS + ";" + BLANKS + PAIR + ")*";
  private static final Pattern ONE_ELEMENT = Pattern.compile(BLANKS + ELEMENT + BLANKS);
  private static final Pattern LIST =
      Pattern.compile(BLANKS + ELEMENT + BLANKS + "(?:," + BLANKS + ELEMENT + BLANKS + ")*");
  private static final Pattern BETWEEN_COMMAS = Pattern.compile("(?:[^,\"]|" + QUOTED + ")+");
  private static final Pattern FOR =
      Pattern.compile("(" + TOKEN + ")=(" + TOKEN + "|" + QUOTED + ")");

  @Property(tries = 3000)
  @StatisticsReport(StatisticsReportMode.OFF)
  void aWellFormedListIsCutAlikeFromBothEnds(@ForAll("lists") String text) {
    boolean wellFormed = LIST.matcher(text).matches();
    Statistics.collect(wellFormed);
    Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 10));
    if (wellFormed) {
      List<String> fromTheEnd = new ArrayList<>();
      Hops hops = new Hops(new ForwardedHeader(), text);
      for (String hop = hops.next(); hop != null; hop = hops.next()) {
        fromTheEnd.add(hop);
      }
      Collections.reverse(fromTheEnd);
      assertEquals(fromTheStart(text), fromTheEnd);
    }
  }

  @Property(tries = 3000)
  @StatisticsReport(StatisticsReportMode.OFF)
  void anElementIsReadAsTheGrammarReadsIt(@ForAll("elements") String text) {
    Optional<String> node = ForwardedHeader.node(text);
    Statistics.collect(node.isPresent());
    Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 10));
    assertEquals(ONE_ELEMENT.matcher(text).matches() ? node(text) : Optional.empty(), node);
    Optional<IpAddress> address = new ForwardedHeader().address(text);
    assertEquals(node.flatMap(NodeText::addressOfNode), address);
  }

  @Test
  void aLongQuotedValueNeedsNoDeepStack() {
    String element = "for=\"" + "\\\"".repeat(4000) + "\"";
    assertEquals(Optional.of("\"".repeat(4000)), ForwardedHeader.node(element));
  }

  @Provide
  Arbitrary<String> lists() {
    return texts(Arbitraries.of(";", ",", " ; ", ", ", ",;,"));
  }

  @Provide
  Arbitrary<String> elements() {
    return texts(Arbitraries.of(";", " ; ", ";;"));
  }

  private static Arbitrary<String> texts(Arbitrary<String> separators) {
    Arbitrary<String> parts =
        Arbitraries.of(
            "for=a", "For=\"a,b\"", "by=\"c;\\\"\\\\\"", "x=\"\\a\"", "for=\"\\1.2.3.4\"", "y=,z=");
    Arbitrary<String> spoilers = Arbitraries.of("\"", "\\", "=", " ", "\t", "\0", "\u00e4", "for");
    return Combinators.combine(
            Arbitraries.frequencyOf(Tuple.of(9, parts), Tuple.of(1, spoilers)), separators)
        .as(String::concat)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(pieces -> String.join("", pieces));
  }

  private static List<String> fromTheStart(String list) {
    return BETWEEN_COMMAS
        .matcher(list)
        .results()
        .map(element -> element.group().replaceAll("^" + BLANKS + "|" + BLANKS + "$", ""))
        .filter(element -> !element.isEmpty())
        .toList();
  }

  private static Optional<String> node(String element) {
    List<String> nodes = new ArrayList<>();
    Matcher pairs = FOR.matcher(element);
    while (pairs.find()) {
      if (pairs.group(1).equalsIgnoreCase("for")) {
        nodes.add(pairs.group(2).replaceAll("^\"|\"$", "").replaceAll("\\\\(.)", "$1"));
      }
    }
    return nodes.size() == 1 ? Optional.of(nodes.get(0)) : Optional.empty();
  }
}
