package io.claviger.spring.security;

import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.model.InvalidValueException;
import io.claviger.model.Permission;
import io.claviger.model.ProjectId;
import io.claviger.model.Scope;
import io.claviger.spi.ProjectDirectory;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Requires a permission of a key on the project that a variable of the path names:
 *
 * <pre>{@code
 * requests.requestMatchers("/projects/{project}/deploys")
 *     .access(ProjectAuthorization.of("deploys.create", "project", projects));
 * }</pre>
 *
 * <p>Denies a project that does not belong to the organization of the key. Denies all requests
 * without a key, also those of users who logged in; combine it with their rule by {@code
 * AuthorizationManagers.anyOf}. Thread-safe, if the directory is.
 */
public final class ProjectAuthorization
    implements AuthorizationManager<RequestAuthorizationContext> {
  private final Permission permission;
  private final String variable;
  private final ProjectDirectory projects;

  private ProjectAuthorization(Permission permission, String variable, ProjectDirectory projects) {
    this.permission = permission;
    this.variable = Objects.requireNonNull(variable, "variable");
    this.projects = Objects.requireNonNull(projects, "projects");
  }

  /**
   * Creates a rule that requires a permission on a project.
   *
   * @param permission the name of the permission
   * @param variable the variable of the path that has the id of the project
   * @param projects reports whether the project belongs to the organization of the key
   * @throws InvalidValueException if the name of the permission is invalid
   */
  public static ProjectAuthorization of(
      String permission, String variable, ProjectDirectory projects) {
    return new ProjectAuthorization(new Permission(permission), variable, projects);
  }

  /** Decides, for Spring Security 6. */
  @Override
  @SuppressWarnings("deprecation")
  public AuthorizationDecision check(
      Supplier<Authentication> authentication, RequestAuthorizationContext request) {
    return authorize(authentication, request);
  }

  /** Decides, for Spring Security 7, which has only this method. */
  @Override
  public AuthorizationDecision authorize(
      Supplier<Authentication> authentication, RequestAuthorizationContext request) {
    Authentication present = authentication.get();
    boolean granted =
        present instanceof ApiKeyAuthentication key
            && project(request).filter(id -> grants(key.getPrincipal(), id)).isPresent();
    return new AuthorizationDecision(granted);
  }

  private Optional<ProjectId> project(RequestAuthorizationContext request) {
    String id = request.getVariables().get(variable);
    try {
      return Optional.ofNullable(id).map(ProjectId::new);
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private boolean grants(ApiKeyPrincipal principal, ProjectId project) {
    return principal.hasPermission(permission, Scope.project(project))
        && projects.belongs(project, principal.key().organization());
  }
}
