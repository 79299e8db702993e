package io.claviger.micrometer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.oauth.AccessTokens;
import io.claviger.oauth.OAuthHandler;
import io.claviger.store.cache.CachingApiKeyStore;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page, the dashboard and the alerts name the meters that are registered. */
class DocumentsTest {
  private static final Path DOCS = Path.of("..", "..", "docs");
  private static final Path PAGE = DOCS.resolve("metrics.md");
  private static final Pattern METRIC = Pattern.compile("\\bclaviger_[a-z_]+");
  private static final Pattern LABEL =
      Pattern.compile("(?:outcome|reason|result)=~?\\\\?\"([a-z_|]+)\\\\?\"");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  DocumentsTest() {
    CachingApiKeyStore cache = CachingApiKeyStore.of(new InMemoryApiKeyStore());
    Claviger claviger = Claviger.of(cache);
    new ClavigerMeterBinder(claviger).bindTo(registry);
    new CacheMeterBinder(cache).bindTo(registry);
    Peppers peppers = Peppers.of(1, "0123456789abcdef0123456789abcdef".getBytes(US_ASCII));
    AccessTokens tokens = AccessTokens.builder(claviger, peppers, "acme").build();
    new OAuthMeterBinder(OAuthHandler.builder(claviger, tokens).build()).bindTo(registry);
  }

  /** Write the page anew with {@code -Dclaviger.docs=write}. */
  @Test
  void thePageListsTheMeters() throws IOException {
    List<String> page = new ArrayList<>(Files.readAllLines(PAGE));
    int begin = page.indexOf("<!-- table -->") + 1;
    int end = page.indexOf("<!-- end of table -->");
    List<String> table = table();
    if ("write".equals(System.getProperty("claviger.docs"))) {
      page.subList(begin, end).clear();
      page.addAll(begin, table);
      Files.write(PAGE, page);
    } else {
      assertEquals(table, page.subList(begin, end));
    }
  }

  private List<String> table() {
    List<String> table = new ArrayList<>();
    table.add("| meter | in Prometheus | type | unit | tags | meaning |");
    table.add("| --- | --- | --- | --- | --- | --- |");
    registry.getMeters().stream()
        .map(Meter::getId)
        .collect(groupingBy(Meter.Id::getName, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(ids -> table.add(row(ids.get(0))));
    return table;
  }

  private String row(Meter.Id id) {
    return Stream.of(
            "`" + id.getName() + "`",
            "`" + prometheusName(id) + "`",
            id.getType().name().toLowerCase(Locale.ROOT),
            Objects.requireNonNullElse(id.getBaseUnit(), ""),
            id.getTags().stream().map(tag -> "`" + tag.getKey() + "`").collect(joining(", ")),
            Objects.requireNonNull(id.getDescription()))
        .collect(joining(" | ", "| ", " |"));
  }

  private String prometheusName(Meter.Id id) {
    String suffix = id.getType() == Meter.Type.COUNTER ? "_total" : "";
    return id.getConventionName(registry.config().namingConvention()) + suffix;
  }

  @Test
  void thePageExplainsEachValueOfATag() throws IOException {
    String page = Files.readString(PAGE);
    assertEquals(
        List.of(),
        tagValues().stream().filter(value -> !page.contains("`" + value + "`")).toList());
    assertNamesExist(page);
  }

  @Test
  void theDashboardHasPanelsOverTheMeters() throws IOException {
    Path file = DOCS.resolve("grafana-dashboard.json");
    JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
    assertTrue(dashboard.path("schemaVersion").isInt());
    JsonNode variable = dashboard.at("/templating/list/0");
    assertEquals("datasource", variable.path("type").asText());
    for (JsonNode panel : dashboard.path("panels")) {
      assertEquals(
          "${" + variable.path("name").asText() + "}",
          panel.at("/datasource/uid").asText(),
          panel.path("title").asText());
      assertTrue(
          METRIC.matcher(panel.at("/targets/0/expr").asText()).find(),
          panel.path("title").asText());
    }
    assertAllMetersUsed(Files.readString(file));
  }

  @Test
  void theAlertsAreOnMeters() throws IOException {
    assertNamesExist(Files.readString(DOCS.resolve("alerts.yml")));
  }

  private void assertAllMetersUsed(String text) {
    assertNamesExist(text);
    assertEquals(
        scraped(), METRIC.matcher(text).results().map(MatchResult::group).collect(toSet()));
  }

  /** A wrong name or value is no error to Prometheus: the panel is empty, the alert never fires. */
  private void assertNamesExist(String text) {
    Set<String> unknown =
        METRIC.matcher(text).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
    assertTrue(unknown.removeAll(scraped()), "the text names no meter");
    assertEquals(Set.of(), unknown);
    List<String> values =
        LABEL
            .matcher(text)
            .results()
            .flatMap(found -> Stream.of(found.group(1).split("\\|")))
            .toList();
    assertEquals(List.of(), values.stream().filter(it -> !tagValues().contains(it)).toList());
  }

  private Set<String> scraped() {
    return registry
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(toSet());
  }

  private Set<String> tagValues() {
    return registry.getMeters().stream()
        .flatMap(meter -> meter.getId().getTags().stream())
        .map(Tag::getValue)
        .collect(toSet());
  }
}
