package io.claviger.management.internal.api;

import io.claviger.management.internal.json.JsonObject;
import io.claviger.model.CidrBlock;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Reads values from texts that a client sent. */
final class Values {
  private Values() {}

  static Instant instant(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(name + " must be an instant, such as 2027-01-31T00:00:00Z.");
    }
  }

  static Duration duration(String name, String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException | ArithmeticException e) {
      throw Problem.invalid(name + " must be a duration, such as PT24H.");
    }
  }

  /** Host bits are cleared: who pastes an address with a prefix means its block. */
  static List<CidrBlock> blocks(JsonObject json, String name) {
    return json.texts(name).orElse(List.of()).stream()
        .map(text -> CidrBlock.parse(text, CidrBlock.HostBits.CLEAR))
        .toList();
  }

  static RoleAssignment role(JsonObject json) {
    Role role = new Role(json.requiredText("role"));
    Optional<ProjectId> project = json.text("project").map(ProjectId::new);
    return project.isPresent()
        ? RoleAssignment.onProject(role, project.get())
        : RoleAssignment.onOrganization(role);
  }

  static List<Role> roles(JsonObject json) {
    return json.requiredTexts("roles").stream().map(Role::new).toList();
  }
}
