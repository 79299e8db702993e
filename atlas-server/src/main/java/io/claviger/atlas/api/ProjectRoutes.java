package io.claviger.atlas.api;

import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.json.ProjectDocument;
import io.claviger.model.ApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Shows the projects of the caller's organization. Owners of the organization and keys with {@code
 * ORG_READ_ONLY} see all of them. Any other key sees those that it has a role on.
 */
final class ProjectRoutes {
  private static final List<RoleAssignment> SEES_ALL =
      List.of(
          RoleAssignment.onOrganization(Role.ORG_OWNER),
          RoleAssignment.onOrganization(Role.ORG_READ_ONLY));

  private final Links links;
  private final KnownProjects projects;

  ProjectRoutes(Links links, KnownProjects projects) {
    this.links = links;
    this.projects = projects;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "groups", this::list),
        Route.of("GET", "groups/*", this::get),
        Route.of("GET", "groups/byName/*", this::getByName),
        Route.of("GET", "orgs/*/groups", this::listOfOrganization));
  }

  private Answer list(Call call) {
    return page(call, new Paging(links, call), call.own(), project -> true);
  }

  private Answer listOfOrganization(Call call) {
    return page(
        call,
        new Paging(links, call),
        call.organization(),
        project -> call.query().isWantedName(ProjectDocument.name(project)));
  }

  private Answer page(
      Call call, Paging paging, OrganizationId organization, Predicate<ProjectId> wanted) {
    ApiKey caller = caller(call, organization);
    List<ProjectId> found =
        projects.of(organization).stream()
            .filter(project -> sees(caller, project))
            .filter(wanted)
            .toList();
    return paging.of(found, project -> document(call, project));
  }

  /** A key must not learn which projects exist that it does not see. */
  private Answer get(Call call) {
    ProjectId project = call.project();
    if (!sees(caller(call, call.own()), project)) {
      throw new ApiError("USER_UNAUTHORIZED");
    }
    if (!projects.belongs(project, call.own())) {
      throw new ApiError("GROUP_NOT_FOUND", project.value());
    }
    return new Answer.Entity(document(call, project));
  }

  /** A key that does not see all projects gets the same response for all that it does not see. */
  private Answer getByName(Call call) {
    ApiKey caller = caller(call, call.own());
    String name = call.parameters().get(0);
    Optional<ProjectId> found =
        projects.of(call.own()).stream()
            .filter(project -> ProjectDocument.name(project).equals(name))
            .filter(project -> sees(caller, project))
            .findFirst();
    if (found.isEmpty()) {
      throw seesAll(caller)
          ? new ApiError("GROUP_NAME_NOT_FOUND", name)
          : new ApiError("USER_UNAUTHORIZED");
    }
    return new Answer.Entity(document(call, found.get()));
  }

  /** Returns the calling key with its present roles. A key of another organization is refused. */
  private static ApiKey caller(Call call, OrganizationId organization) {
    return call.keys().get(organization, call.key().id());
  }

  static boolean sees(ApiKey caller, ProjectId project) {
    return seesAll(caller)
        || caller.roles().stream().anyMatch(role -> role.scope().equals(Scope.project(project)));
  }

  private static boolean seesAll(ApiKey caller) {
    return caller.roles().stream().anyMatch(SEES_ALL::contains);
  }

  private ProjectDocument document(Call call, ProjectId project) {
    return ProjectDocument.of(project, call.own(), Links.self(links.project(call, project)));
  }
}
