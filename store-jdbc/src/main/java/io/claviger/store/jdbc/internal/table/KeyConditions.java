package io.claviger.store.jdbc.internal.table;

import io.claviger.internal.time.Micros;
import io.claviger.model.ApiKey;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyKind;
import io.claviger.model.ProjectId;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import io.claviger.spi.store.KeyQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The criteria of a query as conditions on {@code claviger_api_key p}, each of which begins with
 * "and", and the values to bind to them.
 */
final class KeyConditions {
  private final StringBuilder sql = new StringBuilder();
  private final Map<String, Object> values = new HashMap<>();
  private final Instant now;

  private KeyConditions(Instant now) {
    this.now = now;
  }

  static KeyConditions of(KeyQuery query) {
    return of(query.filter(), query.now());
  }

  static KeyConditions of(KeyFilter filter, Instant now) {
    KeyConditions conditions = new KeyConditions(now);
    filter
        .criteria()
        .forEach(each -> conditions.sql.append(" and ").append(conditions.condition(each)));
    return conditions;
  }

  String sql() {
    return sql.toString();
  }

  Map<String, Object> values() {
    return values;
  }

  private String condition(KeyCriterion criterion) {
    if (criterion instanceof KeyCriterion.HasRole has) {
      return hasRole(has.role());
    }
    if (criterion instanceof KeyCriterion.InProject in) {
      return inProject(in.project(), "");
    }
    if (criterion instanceof KeyCriterion.InState in) {
      return inState(in.state());
    }
    if (criterion instanceof KeyCriterion.CreatedBy by) {
      return "p.created_by_kind = "
          + value(by.kind().stored())
          + " and p.created_by_name = "
          + value(by.name());
    }
    if (criterion instanceof KeyCriterion.UnusedSince since) {
      return unusedSince(since.instant());
    }
    if (criterion instanceof KeyCriterion.ExpiresBefore before) {
      return expires("<", before.instant());
    }
    if (criterion instanceof KeyCriterion.ExpiresFrom from) {
      return "p.expires_at >= " + value(Micros.toMicros(from.instant()));
    }
    if (criterion instanceof KeyCriterion.HasLabel has) {
      return hasLabel(has.name(), has.value());
    }
    if (criterion instanceof KeyCriterion.DescriptionContains contains) {
      return "position(" + value(contains.text()) + " in p.description) > 0";
    }
    if (criterion instanceof KeyCriterion.OfKind of) {
      return of.kind().equals(KeyKind.none())
          ? "p.kind is null"
          : "p.kind = " + value(of.kind().value());
    }
    return "p.id = " + value(((KeyCriterion.IsKey) criterion).id().value());
  }

  private String hasRole(RoleAssignment role) {
    String andRole = " and r.role = " + value(role.role().name());
    return role.scope() instanceof Scope.Project project
        ? inProject(project.id(), andRole)
        : onOrganization(andRole);
  }

  /** Counts, since PostgreSQL would make "exists" a join with the rows of other organizations. */
  private static String onOrganization(String andRole) {
    return """
        (select count(*) from claviger_key_role r
          where r.project_id = '' and r.key_id = p.id%s) > 0"""
        .formatted(andRole);
  }

  private String inProject(ProjectId project, String andRole) {
    return """
        exists (select 1 from claviger_key_role r
                 where r.project_id = %s and r.key_id = p.id%s)"""
        .formatted(value(project.value()), andRole);
  }

  private String inState(ApiKey.State state) {
    return switch (state) {
      case ACTIVE ->
          "p.enabled = %s and (p.expires_at is null or p.expires_at > %s)"
              .formatted(value(true), value(Micros.toMicros(now)));
      case DISABLED -> "p.enabled = " + value(false);
      case EXPIRED -> expires("<=", now);
    };
  }

  /**
   * Also has a lower bound: an index of H2 begins with the keys that never expire, and without that
   * bound they would all be read.
   */
  private String expires(String until, Instant instant) {
    return "p.expires_at >= %s and p.expires_at %s %s"
        .formatted(value(Long.MIN_VALUE), until, value(Micros.toMicros(instant)));
  }

  /** Reads the last use of the one row that each key has, without a join for the same reason. */
  private String unusedSince(Instant instant) {
    return """
        p.created_at < %1$s
          and coalesce((select max(u.last_used_at) from claviger_usage u
                         where u.key_id = p.id and u.kind = 'key'), %2$s) < %1$s"""
        .formatted(value(Micros.toMicros(instant)), value(Long.MIN_VALUE));
  }

  /** Names the place of the page, too, so that a database may read the labels in order of ids. */
  private String hasLabel(String name, String label) {
    return """
        exists (select 1 from claviger_key_label l
                 where l.name = %s and l.content = %s and l.key_id = p.id and l.key_id > :after)"""
        .formatted(value(name), value(label));
  }

  /** Binds the value, and names it. */
  private String value(Object value) {
    String name = "criterion_" + values.size();
    values.put(name, value);
    return ":" + name;
  }
}
