package io.claviger.cli.output;

import io.claviger.admin.EventVerification;
import io.claviger.admin.HealthReport;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.OperatorStore.FeedEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of answers about all organizations, as they are printed. No field is a secret. */
public final class OperatorViews {
  /** The columns of a health report. */
  public static final List<String> FINDING_COLUMNS =
      List.of("organization", "key", "problem", "description");

  /** The columns of a verification. */
  public static final List<String> VERIFICATION_COLUMNS =
      List.of(
          "organization",
          "problem",
          "event",
          "checked",
          "notCovered",
          "unknownPepper",
          "startsLater",
          "coveredSince");

  /** The columns of the feed. */
  public static final List<String> FEED_COLUMNS =
      List.of("position", "organization", "at", "by", "type", "key", "details");

  private OperatorViews() {}

  /** Returns the fields of a finding. */
  public static Map<String, Object> of(HealthReport.Finding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("organization", finding.organization());
    fields.put("key", finding.apiKey());
    fields.put("problem", finding.problem());
    fields.put("description", finding.description());
    return fields;
  }

  /** Returns the numbers of a report in one line. */
  public static String summary(HealthReport report) {
    return Arrays.stream(HealthReport.Problem.values())
        .filter(problem -> report.count(problem) > 0)
        .map(problem -> problem + " " + report.count(problem))
        .collect(Collectors.joining(", ", "usable keys: " + report.apiKeys() + "; problems: ", ""));
  }

  /** Returns the fields of a verification. */
  public static Map<String, Object> of(OrganizationId organization, EventVerification result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("organization", organization);
    fields.put("problem", result.problem().map(found -> found.kind().name()));
    fields.put("event", result.problem().flatMap(EventVerification.Problem::event));
    fields.put("checked", result.checked());
    fields.put("notCovered", result.notCovered());
    fields.put("unknownPepper", result.unknownPepper());
    fields.put("startsLater", result.startsLater());
    fields.put("coveredSince", result.coveredSince());
    return fields;
  }

  /** Returns the fields of an event with its position. */
  public static Map<String, Object> of(FeedEvent fed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("position", fed.position());
    fields.putAll(Views.of(fed.event()));
    return fields;
  }
}
