package io.claviger.management.internal.api;

import io.claviger.ManagementCall;
import io.claviger.management.internal.json.JsonDocument;
import io.claviger.management.spi.DisplayNames;
import io.claviger.model.ClavigerException;
import io.claviger.model.ErrorCode;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.Roles;
import io.claviger.model.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Lists the calls that a caller may make, so that a page shows no button that is refused. */
final class Rights {
  private final Roles roles;
  private final DisplayNames names;

  Rights(Roles roles, DisplayNames names) {
    this.roles = roles;
    this.names = names;
  }

  /**
   * Returns what the caller of this call may do in the organization, and which roles it may give.
   */
  JsonDocument ofOrganization(Call call) {
    List<String> may = new ArrayList<>();
    add(may, "updateOrganization", call, ManagementCall.updateOrganization());
    boolean creates = add(may, "createKey", call, ManagementCall.createKey(Scope.organization()));
    List<JsonDocument> projects =
        names.projects(call.organization(), call.caller()).entrySet().stream()
            .map(project -> project(call, project, creates))
            .toList();
    return JsonDocument.empty()
        .with("may", may)
        .with("roles", creates ? roles(call, roles.ofOrganizations()) : List.of())
        .with("projectRoles", roles(call, roles.ofProjects()))
        .with("projects", projects);
  }

  /** Who may create keys on the organization may do so on each project. */
  private JsonDocument project(
      Call call, Map.Entry<ProjectId, String> project, boolean createsAnywhere) {
    List<String> may = new ArrayList<>();
    if (createsAnywhere) {
      may.add("createKey");
    } else {
      add(may, "createKey", call, ManagementCall.createKey(Scope.project(project.getKey())));
    }
    return JsonDocument.empty()
        .with("id", project.getKey().value())
        .with("name", project.getValue())
        .with("may", may);
  }

  private List<JsonDocument> roles(Call call, Collection<Role> all) {
    return all.stream()
        .map(
            role ->
                JsonDocument.empty()
                    .with("role", role.name())
                    .with("name", names.role(call.organization(), role)))
        .toList();
  }

  /** Returns what the caller of this call may do with its key. */
  static List<String> ofKey(Call call) {
    List<String> may = new ArrayList<>();
    add(may, "update", call, ManagementCall.updateKey(call.key()));
    add(may, "rotate", call, ManagementCall.rotateKey(call.key()));
    add(may, "changeWhitelist", call, ManagementCall.changeWhitelist(call.key()));
    return may;
  }

  private static boolean add(List<String> may, String name, Call call, ManagementCall asked) {
    boolean allowed = isAllowed(call, asked);
    if (allowed) {
      may.add(name);
    }
    return allowed;
  }

  private static boolean isAllowed(Call call, ManagementCall asked) {
    try {
      call.keys().check(call.organization(), asked);
      return true;
    } catch (ClavigerException e) {
      if (e.code().kind() == ErrorCode.Kind.UNAVAILABLE
          || e.code().kind() == ErrorCode.Kind.UNAUTHENTICATED) {
        throw e;
      }
      return false;
    }
  }
}
