package io.claviger.atlas.api;

import io.claviger.ManagementCall;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.json.Fields;
import io.claviger.atlas.json.KeyDocument;
import io.claviger.atlas.roles.AtlasRoles;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.ErrorCode;
import io.claviger.model.KeyFilter;
import io.claviger.model.NewApiKey;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.RuleViolationException;
import io.claviger.model.Scope;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Serves the keys of a project of the caller's organization (section A.1 of the reference). */
final class ProjectKeys {
  private final Links links;
  private final KeyAnswers answers;

  ProjectKeys(Links links) {
    this.links = links;
    this.answers = new KeyAnswers(links);
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "groups/*/apiKeys", this::list),
        Route.of("POST", "groups/*/apiKeys", this::create),
        Route.of("POST", "groups/*/apiKeys/*", this::add),
        Route.of("PATCH", "groups/*/apiKeys/*", this::replace),
        Route.of("DELETE", "groups/*/apiKeys/*", this::remove));
  }

  private Answer list(Call call) {
    Paging paging = new Paging(links, call);
    ProjectId project = call.project();
    call.apiKeys().check(call.own(), ManagementCall.listKeys(project));
    return answers.list(call, paging, call.own(), KeyFilter.all().inProject(project));
  }

  private Answer create(Call call) {
    ProjectId project = call.project();
    call.apiKeys().check(call.own(), ManagementCall.createKey(Scope.project(project)));
    Reach reach = Reach.of(call);
    Fields fields = Fields.of(call.body(), KeyDocument.class, "desc", "roles");
    NewApiKey request =
        NewApiKey.of(
                fields.text("desc").orElse(""),
                assignments(project, fields.texts("roles").orElse(List.of())))
            .withWhitelist(reach.blocks())
            .withExpiry(reach.end())
            .withRateLimit(reach.rateLimit());
    return answers.clear(call, call.apiKeys().create(call.own(), request));
  }

  private Answer add(Call call) {
    ProjectId project = call.project();
    ApiKeyId id = call.apiKey();
    call.apiKeys().check(call.own(), ManagementCall.changeProjectRoles(id, project));
    Fields fields = Fields.of(only(call.body()), KeyDocument.class, "roles", "userId", "apiUserId");
    for (String name : List.of("userId", "apiUserId")) {
      requireSame(fields, name, id);
    }
    SortedSet<Role> roles = roles(project, fields.texts("roles").orElse(List.of()));
    call.apiKeys().addToProject(call.own(), id, project, roles);
    return new Answer.Done(204);
  }

  /**
   * Requires that the attribute, if it is present, is the id of the path. Terraform repeats the id
   * there.
   */
  private static void requireSame(Fields fields, String name, ApiKeyId id) {
    if (fields.text(name).filter(other -> !other.equals(id.value())).isPresent()) {
      throw new ApiError("INVALID_ATTRIBUTE", name);
    }
  }

  private Answer replace(Call call) {
    ProjectId project = call.project();
    ApiKeyId id = call.apiKey();
    call.apiKeys().check(call.own(), ManagementCall.changeProjectRoles(id, project));
    KeyChange change = KeyChange.of(Fields.of(call.body(), KeyDocument.class, "desc", "roles"));
    if (change.description().isPresent()) {
      call.apiKeys().check(call.own(), ManagementCall.updateKey(id));
    }
    if (change.roles().isEmpty()) {
      requireVisible(call, project);
    }
    return answers.redacted(call, change(call, id, project, change));
  }

  /**
   * Reads both parts before it changes either, and changes the roles first. Then the second change
   * can fail only if the caller lost its own rights in between.
   */
  private static ApiKey change(Call call, ApiKeyId id, ProjectId project, KeyChange change) {
    Optional<ApiKeyPatch> patch = change.description().map(ApiKeyPatch.nothing()::describe);
    Optional<SortedSet<Role>> roles = change.roles().map(names -> roles(project, names));
    Optional<ApiKey> placed =
        roles.map(wanted -> call.apiKeys().replaceProjectRoles(call.own(), id, project, wanted));
    Optional<ApiKey> described = patch.map(words -> call.apiKeys().update(call.own(), id, words));
    return described.or(() -> placed).orElseThrow();
  }

  /** Takes the key out of the project. This succeeds even if the key was not in it. */
  private Answer remove(Call call) {
    ProjectId project = call.project();
    ApiKeyId id = call.apiKey();
    call.apiKeys().check(call.own(), ManagementCall.changeProjectRoles(id, project));
    requireVisible(call, project);
    takeOut(call, id, project);
    return new Answer.Done(call.base() == Base.V2 ? 204 : 200);
  }

  /**
   * Requires that the caller may see the project. A key may change itself in any project, but must
   * not learn which projects exist.
   */
  private static void requireVisible(Call call, ProjectId project) {
    if (!isOn(call, project)) {
      call.apiKeys().check(call.own(), ManagementCall.listKeys(project));
    }
  }

  private static void takeOut(Call call, ApiKeyId id, ProjectId project) {
    try {
      call.apiKeys().replaceProjectRoles(call.own(), id, project, List.of());
    } catch (RuleViolationException e) {
      if (e.code() != ErrorCode.API_KEY_NOT_IN_PROJECT) {
        throw e;
      }
    }
  }

  private static boolean isOn(Call call, ProjectId project) {
    return call.key().roles().stream()
        .anyMatch(role -> role.scope().equals(Scope.project(project)));
  }

  /** Returns the only object of an array, because later clients send one. */
  private static @Nullable Object only(@Nullable Object body) {
    return body instanceof List<?> list && list.size() == 1 ? list.get(0) : body;
  }

  private static SortedSet<Role> roles(ProjectId project, List<String> names) {
    if (names.isEmpty()) {
      throw new ApiError("MISSING_API_KEY_ROLES");
    }
    return RoleNames.of(project, names);
  }

  /**
   * Returns the roles of a new key. Some may be roles on the organization, but at least one must be
   * on the project.
   */
  private static SortedSet<RoleAssignment> assignments(ProjectId project, List<String> names) {
    SortedSet<RoleAssignment> assignments = new TreeSet<>();
    SortedSet<Role> roles = RoleNames.known(names);
    for (Role role : roles) {
      assignments.add(
          RoleNames.isProjectRole(role)
              ? RoleAssignment.onProject(role, project)
              : RoleAssignment.onOrganization(role));
    }
    if (!roles.isEmpty() && roles.stream().noneMatch(RoleNames::isProjectRole)) {
      throw new ApiError("INVALID_ROLE_FOR_GROUP", AtlasRoles.name(roles.first()), project.value());
    }
    return assignments;
  }
}
