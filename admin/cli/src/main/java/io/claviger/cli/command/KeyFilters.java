package io.claviger.cli.command;

import io.claviger.cli.error.CliException;
import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyKind;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The criteria of a list of keys. A key must meet all that are given. */
final class KeyFilters {
  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "keys that are active, disabled or expired")
  Optional<ApiKey.State> state = Optional.empty();

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "keys with this role on the organization")
  Optional<Role> role = Optional.empty();

  @Option(names = "--project", paramLabel = "ID", description = "keys with a role on this project")
  Optional<ProjectId> project = Optional.empty();

  @Option(names = "--label", paramLabel = "NAME=VALUE", description = "keys with this label")
  Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "keys whose description contains this text; case counts")
  Optional<String> description = Optional.empty();

  @Option(names = "--kind", paramLabel = "KIND", description = "keys of this kind")
  Optional<KeyKind> kind = Optional.empty();

  @Option(
      names = "--created-by",
      paramLabel = "KIND:NAME",
      description = "keys that this caller created: application:NAME, user:NAME or api_key:ID")
  Optional<String> createdBy = Optional.empty();

  @Option(
      names = "--unused-for",
      paramLabel = "DURATION",
      description = "keys that are older than this, and were not used for so long, such as 90d")
  Optional<Duration> unusedFor = Optional.empty();

  KeyFilter filter(Instant now) {
    KeyFilter filter = KeyFilter.all();
    if (state.isPresent()) {
      filter = filter.inState(state.get());
    }
    if (role.isPresent()) {
      filter = filter.withRole(RoleAssignment.onOrganization(role.get()));
    }
    if (project.isPresent()) {
      filter = filter.inProject(project.get());
    }
    for (Map.Entry<String, String> label : labels.entrySet()) {
      filter = filter.labelled(label.getKey(), label.getValue());
    }
    if (description.isPresent()) {
      filter = filter.describedWith(description.get());
    }
    if (kind.isPresent()) {
      filter = filter.ofKind(kind.get());
    }
    if (createdBy.isPresent()) {
      filter = createdBy(filter, createdBy.get());
    }
    return unusedFor.map(now::minus).map(filter::unusedSince).orElse(filter);
  }

  private static KeyFilter createdBy(KeyFilter filter, String text) {
    int colon = text.indexOf(':');
    try {
      Actor.Kind kind =
          Actor.Kind.valueOf(text.substring(0, Math.max(0, colon)).toUpperCase(Locale.ROOT));
      return filter.createdBy(kind, text.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      throw CliException.usage(
          "--created-by must begin with application:, user: or api_key:, such as user:alice");
    }
  }
}
