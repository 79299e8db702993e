package io.claviger.store.tck.walk;

import static io.claviger.store.tck.walk.ModelState.require;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rules for roles on a project: row 28. */
final class ModelProjectRules {
  private final ModelState state;

  ModelProjectRules(ModelState state) {
    this.state = state;
  }

  String replaceRoles(Step step, ModelCaller caller, int number) {
    String project = step.project();
    boolean manages = caller.isOwner() || caller.ownsProject(project);
    if (!manages) {
      caller.requireOwnerOrItself(number, state, "NOT_ALLOWED");
    }
    ModelKey key = state.existing(number);
    List<String> wanted = step.projectRoles().stream().map(role -> role + "@" + project).toList();
    boolean isIn = key.roles.stream().anyMatch(role -> role.endsWith("@" + project));
    boolean mayRead = caller.isOwner() || caller.is(key);
    require(mayRead || isIn || !wanted.isEmpty(), "API_KEY_NOT_IN_PROJECT");
    List<String> added = new ArrayList<>(wanted);
    added.removeAll(key.roles);
    require(manages || added.isEmpty(), "CANNOT_GRANT_ROLE");
    require(added.stream().noneMatch(role -> role.contains("UNHEARD")), "UNKNOWN_ROLE");
    require(added.isEmpty() || !project.equals("p3"), "PROJECT_NOT_FOUND");
    List<String> after = new ArrayList<>(key.roles);
    after.removeIf(role -> role.endsWith("@" + project));
    after.addAll(wanted);
    if (!new TreeSet<>(after).equals(new TreeSet<>(key.roles))) {
      key.roles = after;
      state.changed("API_KEY_ROLES_CHANGED");
    }
    return key.seenBy(caller);
  }

  String list(Step step, ModelCaller caller) {
    String project = step.project();
    boolean manages = caller.isOwner() || caller.ownsProject(project);
    require(manages || caller.key().isPresent(), "NOT_ALLOWED");
    return state
        .living()
        .filter(key -> manages || caller.is(key))
        .filter(key -> key.roles.stream().anyMatch(role -> role.endsWith("@" + project)))
        .map(key -> key.seenBy(caller))
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
