package io.claviger.store.tck.walk;

import io.claviger.access.Authenticated;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.AuditEvent;
import io.claviger.model.DeletedExpired;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyPage;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import io.claviger.model.SecretInfo;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Describes answers of the library in the words of the model, so that both can be compared. */
final class Wording {
  private Wording() {}

  static String key(
      String description,
      SortedSet<String> roles,
      SortedSet<String> blocks,
      String state,
      String expiresAt) {
    return description + " " + roles + " " + blocks + " " + state + " until " + expiresAt;
  }

  static String secret(String expiresAt, String grace) {
    return expiresAt + (grace.isEmpty() ? "" : " or " + grace + " after use");
  }

  static String deletedExpired(int keys, int secrets) {
    return "deleted " + keys + " keys and " + secrets + " secrets";
  }

  static String organization(String name, boolean whitelistRequired, String lifetime) {
    return name + (whitelistRequired ? ", whitelists required" : "") + ", lifetime " + lifetime;
  }

  /** Describes any answer of {@link io.claviger.ApiKeys}. */
  static String of(Object answer) {
    if (answer instanceof IssuedApiKey issued) {
      return key(issued.apiKey());
    }
    if (answer instanceof ApiKey key) {
      return key(key);
    }
    if (answer instanceof KeyPage page) {
      return keys(page.items().stream().map(ApiKey.class::cast).toList());
    }
    if (answer instanceof Whitelist whitelist) {
      return blocks(whitelist).toString();
    }
    if (answer instanceof WhitelistEntry entry) {
      return entry.block().toString();
    }
    if (answer instanceof Organization organization) {
      return organization(organization);
    }
    if (answer instanceof DeletedExpired report) {
      return deletedExpired(report.keys().size(), report.secrets().size());
    }
    return answer.toString();
  }

  /** Sorts the keys by their words, since ids within one second have a random order. */
  static String keys(Collection<ApiKey> keys) {
    return keys.stream().map(Wording::key).sorted().collect(Collectors.joining("\n"));
  }

  static String events(List<AuditEvent> events) {
    return events.stream().map(event -> event.type().name()).collect(Collectors.joining(" "));
  }

  static String authenticated(Authenticated answer) {
    return key(
        answer.description(),
        roles(answer.roles()),
        blocks(answer.whitelist()),
        "enabled",
        end(answer.expiresAt()));
  }

  private static String key(ApiKey key) {
    return settings(key.settings()) + " " + key.secrets().stream().map(Wording::secret).toList();
  }

  private static String settings(ApiKeySettings settings) {
    String state = settings.isEnabled() ? "enabled" : "disabled";
    return key(
        settings.description(),
        roles(settings.roles()),
        blocks(settings.whitelist()),
        state,
        end(settings.expiresAt()));
  }

  private static SortedSet<String> roles(Collection<RoleAssignment> held) {
    SortedSet<String> roles = new TreeSet<>();
    held.forEach(role -> roles.add(role(role)));
    return roles;
  }

  private static String end(Optional<Instant> expiresAt) {
    return expiresAt.map(Wording::second).orElse("never");
  }

  private static String secret(SecretInfo secret) {
    return secret(
        end(secret.expiresAt()),
        secret.grace().map(grace -> Long.toString(grace.toSeconds())).orElse(""));
  }

  private static String organization(Organization organization) {
    OrganizationSettings settings = organization.settings();
    return organization(
        settings.name(),
        settings.isWhitelistRequired(),
        settings.maxLifetime().map(each -> Long.toString(each.toSeconds())).orElse("none"));
  }

  private static String second(Instant instant) {
    return Long.toString(Duration.between(WalkFixture.START, instant).toSeconds());
  }

  /** Describes a role; a project has its number only. */
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
