package io.claviger.store.jdbc.internal.table;

import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import java.util.Collection;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/** The roles of a key as one text: a line each, the role, then a tab and the project if any. */
final class RolesDocument {
  private RolesDocument() {}

  static String format(Collection<RoleAssignment> roles) {
    StringJoiner lines = new StringJoiner("\n");
    roles.forEach(assignment -> lines.add(line(assignment)));
    return lines.toString();
  }

  static SortedSet<RoleAssignment> parse(String document) {
    SortedSet<RoleAssignment> roles = new TreeSet<>();
    for (String[] fields : Lines.of(document, 1, 2)) {
      Role role = new Role(fields[0]);
      roles.add(
          fields.length == 1
              ? RoleAssignment.onOrganization(role)
              : RoleAssignment.onProject(role, new ProjectId(fields[1])));
    }
    return roles;
  }

  private static String line(RoleAssignment assignment) {
    String role = assignment.role().name();
    return assignment.scope() instanceof Scope.Project project ? role + "\t" + project.id() : role;
  }
}
