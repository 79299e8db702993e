package io.claviger.store.tck.management;

import io.claviger.ApiKey;
import io.claviger.AuditEvent;
import io.claviger.IssuedApiKey;
import io.claviger.Organization;
import io.claviger.Page;
import io.claviger.RoleAssignment;
import io.claviger.Scope;
import io.claviger.Whitelist;
import io.claviger.WhitelistEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says what the library answered in the words of the model, so that the two can be compared. */
final class Wording {
  private Wording() {}

  static String key(
      String description,
      SortedSet<String> roles,
      SortedSet<String> blocks,
      boolean enabled,
      String expiresAt) {
    String state = enabled ? "enabled" : "disabled";
    return description + " " + roles + " " + blocks + " " + state + " until " + expiresAt;
  }

  static String organization(String name, boolean whitelistRequired) {
    return name + (whitelistRequired ? ", whitelists required" : "");
  }

  /** Any answer of {@link io.claviger.ApiKeys}. */
  static String of(Object answer) {
    if (answer instanceof IssuedApiKey issued) {
      return key(issued.apiKey());
    }
    if (answer instanceof ApiKey key) {
      return key(key);
    }
    if (answer instanceof Page<?> page) {
      return keys(page.items().stream().map(ApiKey.class::cast).toList());
    }
    if (answer instanceof Whitelist whitelist) {
      return blocks(whitelist).toString();
    }
    if (answer instanceof WhitelistEntry entry) {
      return entry.block().toString();
    }
    if (answer instanceof Organization organization) {
      return organization(organization.name(), organization.settings().whitelistRequired());
    }
    return answer.toString();
  }

  /** In any order: that of ids within one second is random. */
  static String keys(Collection<ApiKey> keys) {
    return keys.stream().map(Wording::key).sorted().collect(Collectors.joining("\n"));
  }

  static String events(List<AuditEvent> events) {
    return events.stream().map(event -> event.type().name()).collect(Collectors.joining(" "));
  }

  private static String key(ApiKey key) {
    SortedSet<String> roles = new TreeSet<>();
    key.roles().forEach(role -> roles.add(role(role)));
    String expiresAt =
        key.validity()
            .expiresAt()
            .map(at -> Long.toString(Duration.between(World.START, at).toSeconds()))
            .orElse("never");
    return key(
        key.description(), roles, blocks(key.whitelist()), key.validity().enabled(), expiresAt);
  }

  /** Projects by their number alone. */
  private static String role(RoleAssignment role) {
    return role.scope() instanceof Scope.Project project
        ? role.role() + "@" + project.id().value().substring(0, 2)
        : role.role().name();
  }

  private static SortedSet<String> blocks(Whitelist whitelist) {
    SortedSet<String> blocks = new TreeSet<>();
    whitelist.entries().forEach(entry -> blocks.add(entry.block().toString()));
    return blocks;
  }
}
