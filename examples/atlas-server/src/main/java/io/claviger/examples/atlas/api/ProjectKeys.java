package io.claviger.examples.atlas.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.ApiKeyId;
import io.claviger.ErrorCode;
import io.claviger.KeyFilter;
import io.claviger.Labels;
import io.claviger.NewApiKey;
import io.claviger.ProjectId;
import io.claviger.Role;
import io.claviger.RoleAssignment;
import io.claviger.RuleViolation;
import io.claviger.Scope;
import io.claviger.examples.atlas.errors.ApiError;
import io.claviger.examples.atlas.json.Fields;
import io.claviger.examples.atlas.json.KeyDocument;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Keys of a project (section A.1 of the reference), which is one of the caller's organization. */
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
    call.keys().preflight().list(call.own(), project);
    return answers.list(call, paging, call.own(), KeyFilter.all().inProject(project));
  }

  private Answer create(Call call) {
    ProjectId project = call.project();
    call.keys().preflight().create(call.own(), Scope.project(project));
    Reach reach = Reach.of(call.key());
    Fields fields = Fields.of(call.body(), KeyDocument.class, "desc", "roles");
    NewApiKey request =
        new NewApiKey(
            fields.text("desc").orElse(""),
            Labels.none(),
            assignments(project, fields.texts("roles").orElse(List.of())),
            reach.blocks(),
            reach.end());
    return answers.clear(call, call.keys().create(call.own(), request));
  }

  private Answer add(Call call) {
    ProjectId project = call.project();
    ApiKeyId id = call.apiKey();
    call.keys().preflight().replaceProjectRoles(call.own(), id, project);
    SortedSet<Role> roles = roles(project, only(call.body()));
    call.keys().addToProject(call.own(), id, project, roles);
    return new Answer.Done(204);
  }

  private Answer replace(Call call) {
    ProjectId project = call.project();
    ApiKeyId id = call.apiKey();
    call.keys().preflight().replaceProjectRoles(call.own(), id, project);
    SortedSet<Role> roles = roles(project, call.body());
    return answers.redacted(call, call.keys().replaceProjectRoles(call.own(), id, project, roles));
  }

  /** That the key is outside afterwards is all that is asked for; it may have been before. */
  private Answer remove(Call call) {
    ProjectId project = call.project();
    ApiKeyId id = call.apiKey();
    call.keys().preflight().replaceProjectRoles(call.own(), id, project);
    if (!isOn(call, project)) {
      // A key may take itself out of any project, but whether there is one is not told to it.
      call.keys().preflight().list(call.own(), project);
    }
    takeOut(call, id, project);
    return new Answer.Done(call.base() == Base.V2 ? 204 : 200);
  }

  private static void takeOut(Call call, ApiKeyId id, ProjectId project) {
    try {
      call.keys().replaceProjectRoles(call.own(), id, project, List.of());
    } catch (RuleViolation e) {
      if (e.code() != ErrorCode.API_KEY_NOT_IN_GROUP) {
        throw e;
      }
    }
  }

  private static boolean isOn(Call call, ProjectId project) {
    return call.key().apiKey().roles().stream()
        .anyMatch(role -> role.scope().equals(Scope.project(project)));
  }

  /** Later clients send the object in an array. */
  private static JsonNode only(JsonNode body) {
    return body.isArray() && body.size() == 1 ? body.get(0) : body;
  }

  private static SortedSet<Role> roles(ProjectId project, JsonNode body) {
    Fields fields = Fields.of(body, KeyDocument.class, "roles");
    List<String> names = fields.texts("roles").orElse(List.of());
    if (names.isEmpty()) {
      throw new ApiError("MISSING_API_KEY_ROLES");
    }
    return RoleNames.of(project, names);
  }

  /** A key of a project may get roles on the organization besides, not instead. */
  private static SortedSet<RoleAssignment> assignments(ProjectId project, List<String> names) {
    SortedSet<RoleAssignment> assignments = new TreeSet<>();
    SortedSet<Role> roles = RoleNames.known(names);
    for (Role role : roles) {
      assignments.add(
          role.isProjectRole()
              ? RoleAssignment.onProject(role, project)
              : RoleAssignment.onOrganization(role));
    }
    if (!roles.isEmpty() && roles.stream().noneMatch(Role::isProjectRole)) {
      throw new ApiError("INVALID_ROLE_FOR_GROUP", roles.first().name(), project.value());
    }
    return assignments;
  }
}
