package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.roles.AtlasRoles;
import io.claviger.model.ApiKey;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Scope;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service account.
 *
 * @param roles those on the organization, or on the project whose account is shown
 */
@JsonPropertyOrder({"clientId", "createdAt", "description", "name", "roles", "secrets"})
public record AccountDocument(
    String clientId,
    String createdAt,
    String description,
    String name,
    List<String> roles,
    List<AccountSecretDocument> secrets) {
  /** The groups of an account, and its roles on each. */
  @JsonPropertyOrder({"groupId", "roles"})
  public record Group(String groupId, List<String> roles) {}

  /** Creates the document of an account as it is seen in the organization or a project. */
  public static AccountDocument of(ApiKey key, Scope place, List<AccountSecretDocument> secrets) {
    return new AccountDocument(
        ServiceAccounts.clientId(key.id()),
        Json.seconds(key.createdAt()),
        key.description(),
        key.name().orElse(""),
        roles(key, place),
        secrets);
  }

  /** Returns the projects on which the account has roles. */
  public static List<Group> groups(ApiKey key) {
    return key.roles().stream()
        .map(RoleAssignment::scope)
        .flatMap(place -> place instanceof Scope.Project in ? Stream.of(in) : Stream.empty())
        .distinct()
        .map(in -> new Group(in.id().value(), roles(key, in)))
        .toList();
  }

  private static List<String> roles(ApiKey key, Scope place) {
    return key.roles().stream()
        .filter(role -> role.scope().equals(place))
        .map(role -> AtlasRoles.name(role.role()))
        .toList();
  }
}
