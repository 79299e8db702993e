package io.claviger.management.internal.api;

import io.claviger.internal.text.Quoted;
import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.KeyCriterion;
import io.claviger.model.KeyFilter;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the filters of a list of keys from a query. A key must meet all of them. */
final class KeyFilters {
  static final String[] PARAMETERS = {
    "after",
    "limit",
    "role",
    "project",
    "state",
    "createdByKind",
    "createdBy",
    "label",
    "text",
    "unusedSince",
    "expiresBefore",
    "expiresFrom"
  };

  private KeyFilters() {}

  static KeyFilter of(Query query) {
    Set<KeyCriterion> criteria = new HashSet<>();
    Optional<ProjectId> project = query.one("project").map(ProjectId::new);
    project.ifPresent(in -> criteria.add(new KeyCriterion.InProject(in)));
    // With a project, the role on it.
    query
        .one("role")
        .map(Role::new)
        .map(role -> assignment(role, project))
        .ifPresent(held -> criteria.add(new KeyCriterion.HasRole(held)));
    query.one("state").map(KeyFilters::state).ifPresent(criteria::add);
    createdBy(query).ifPresent(criteria::add);
    query.all("label").forEach(text -> criteria.add(label(text)));
    query.one("text").map(KeyCriterion.DescriptionContains::new).ifPresent(criteria::add);
    instant(query, "unusedSince", KeyCriterion.UnusedSince::new).ifPresent(criteria::add);
    instant(query, "expiresBefore", KeyCriterion.ExpiresBefore::new).ifPresent(criteria::add);
    instant(query, "expiresFrom", KeyCriterion.ExpiresFrom::new).ifPresent(criteria::add);
    return KeyFilter.of(criteria);
  }

  private static RoleAssignment assignment(Role role, Optional<ProjectId> project) {
    return project.isPresent()
        ? RoleAssignment.onProject(role, project.get())
        : RoleAssignment.onOrganization(role);
  }

  private static Optional<KeyCriterion> instant(
      Query query, String name, Function<Instant, KeyCriterion> criterion) {
    return query.one(name).map(text -> Values.instant(name, text)).map(criterion);
  }

  private static KeyCriterion state(String text) {
    return Arrays.stream(ApiKey.State.values())
        .filter(state -> state.name().equals(text))
        .findFirst()
        .map(KeyCriterion.InState::new)
        .orElseThrow(() -> Problem.invalid("state must be ACTIVE, DISABLED or EXPIRED."));
  }

  /** Without a kind, a user. */
  private static Optional<KeyCriterion> createdBy(Query query) {
    Optional<String> name = query.one("createdBy");
    Optional<String> kind = query.one("createdByKind");
    if (name.isEmpty() && kind.isPresent()) {
      throw Problem.invalid("createdByKind needs createdBy.");
    }
    return name.map(
        text -> new KeyCriterion.CreatedBy(kind(kind.orElse(Actor.Kind.USER.stored())), text));
  }

  private static Actor.Kind kind(String text) {
    return Arrays.stream(Actor.Kind.values())
        .filter(each -> each.stored().equals(text))
        .findFirst()
        .orElseThrow(
            () -> Problem.invalid("There is no kind of caller " + Quoted.text(text) + "."));
  }

  /** A name may contain no equals sign here; the value may. */
  private static KeyCriterion label(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw Problem.invalid("label must be a name and a value, such as team=billing.");
    }
    return new KeyCriterion.HasLabel(text.substring(0, equals), text.substring(equals + 1));
  }
}
