package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.atlas.roles.AtlasRoles;
import io.claviger.model.OrganizationId;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import org.jspecify.annotations.Nullable;

/** A role, with the organization or the project that it is on. */
@JsonPropertyOrder({"groupId", "orgId", "roleName"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoleDocument(@Nullable String groupId, @Nullable String orgId, String roleName) {
  /** Creates the document for a role of a key of this organization. */
  public static RoleDocument of(OrganizationId organization, RoleAssignment assignment) {
    String role = AtlasRoles.name(assignment.role());
    return assignment.scope() instanceof Scope.Project project
        ? new RoleDocument(project.id().value(), null, role)
        : new RoleDocument(null, organization.value(), role);
  }
}
