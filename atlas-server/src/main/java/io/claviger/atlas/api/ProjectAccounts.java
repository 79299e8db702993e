package io.claviger.atlas.api;

import io.claviger.ManagementCall;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.Era;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.NewApiKey;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Serves the service accounts of a project (section C.2 of the reference). */
final class ProjectAccounts {
  private final Links links;

  ProjectAccounts(Links links) {
    this.links = links;
  }

  List<Route> routes() {
    String accounts = "groups/*/serviceAccounts";
    String account = accounts + "/*";
    return List.of(
        Route.of("GET", accounts, Era.SERVICE_ACCOUNT, this::list),
        Route.of("POST", accounts, Era.SERVICE_ACCOUNT, this::create),
        Route.of("POST", account + ":invite", Era.SERVICE_ACCOUNT, this::invite),
        Route.of("GET", account, Era.SERVICE_ACCOUNT, this::get),
        Route.of("PATCH", account, Era.SERVICE_ACCOUNT, this::update),
        Route.of("DELETE", account, Era.SERVICE_ACCOUNT, this::remove));
  }

  private Answer list(Call call) {
    return AccountPlace.ofProject(call).list(new Paging(links, call));
  }

  /** Creates an account that reaches no further than its creator. */
  private Answer create(Call call) {
    AccountPlace place = AccountPlace.ofProject(call);
    ProjectId project = call.project();
    place.check(ManagementCall.createKey(place.scope()));
    Reach reach = Reach.of(call);
    AccountFields fields = AccountFields.ofNew(call);
    Instant expiry = place.newExpiry(fields);
    Instant earlier = reach.end().filter(expiry::isAfter).orElse(expiry);
    NewApiKey request =
        NewApiKey.of(
                fields.newDescription(),
                roles(project, fields.newRoles()).stream()
                    .map(role -> RoleAssignment.onProject(role, project))
                    .collect(Collectors.toCollection(TreeSet::new)))
            .withWhitelist(reach.blocks())
            .withExpiry(reach.end())
            .withRateLimit(reach.rateLimit())
            .withKind(ServiceAccounts.KIND)
            .withSecretExpiry(earlier)
            .withName(fields.newName());
    return Answer.created(place.clear(place.keys().create(place.organization(), request)));
  }

  private Answer invite(Call call) {
    AccountPlace place = AccountPlace.ofProject(call);
    ProjectId project = call.project();
    ApiKeyId id = call.account();
    place.check(ManagementCall.changeProjectRoles(id, project));
    SortedSet<Role> roles = roles(project, AccountFields.ofInvitation(call).newRoles());
    return new Answer.Entity(
        place.changed(
            id, () -> place.keys().addToProject(place.organization(), id, project, roles)));
  }

  private Answer get(Call call) {
    AccountPlace place = AccountPlace.ofProject(call);
    return new Answer.Entity(place.document(place.account()));
  }

  /** Changes the roles first, as for keys: then nothing was changed if they are refused. */
  private Answer update(Call call) {
    AccountPlace place = AccountPlace.ofProject(call);
    ProjectId project = call.project();
    ApiKey before = place.account();
    ApiKeyId id = before.id();
    place.check(ManagementCall.changeProjectRoles(id, project));
    AccountFields fields = AccountFields.ofChange(call);
    if (fields.hasTexts()) {
      place.check(ManagementCall.updateKey(id));
    }
    ApiKeyPatch texts = fields.texts();
    Optional<SortedSet<Role>> roles = fields.roles().map(names -> roles(project, names));
    return new Answer.Entity(
        place.changed(
            id,
            () -> {
              ApiKey placed =
                  roles.isEmpty()
                      ? before
                      : place
                          .keys()
                          .replaceProjectRoles(place.organization(), id, project, roles.get());
              return fields.hasTexts()
                  ? place.keys().update(place.organization(), id, texts)
                  : placed;
            }));
  }

  private Answer remove(Call call) {
    AccountPlace place = AccountPlace.ofProject(call);
    ApiKeyId id = place.accountId();
    place.keys().replaceProjectRoles(place.organization(), id, call.project(), List.of());
    return new Answer.Done(204);
  }

  private static SortedSet<Role> roles(ProjectId project, List<String> names) {
    if (names.isEmpty()) {
      throw new ApiError("MISSING_API_KEY_ROLES");
    }
    return RoleNames.of(project, names);
  }
}
