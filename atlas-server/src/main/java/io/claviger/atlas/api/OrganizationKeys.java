package io.claviger.atlas.api;

import io.claviger.ManagementCall;
import io.claviger.atlas.json.Fields;
import io.claviger.atlas.json.KeyDocument;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.KeyFilter;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.Scope;
import java.util.List;

/** Serves the keys of an organization (sections 1.3 to 1.7 of the reference). */
final class OrganizationKeys {
  private final Links links;
  private final KeyAnswers answers;

  OrganizationKeys(Links links) {
    this.links = links;
    this.answers = new KeyAnswers(links);
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "orgs/*/apiKeys", this::list),
        Route.of("POST", "orgs/*/apiKeys", this::create),
        Route.of("GET", "orgs/*/apiKeys/*", this::get),
        Route.of("PATCH", "orgs/*/apiKeys/*", this::update),
        Route.of("DELETE", "orgs/*/apiKeys/*", this::delete));
  }

  private Answer list(Call call) {
    return answers.list(call, new Paging(links, call), call.organization(), KeyFilter.all());
  }

  private Answer get(Call call) {
    return answers.redacted(call, call.apiKeys().get(call.organization(), call.apiKey()));
  }

  private Answer create(Call call) {
    OrganizationId organization = call.organization();
    call.apiKeys().check(organization, ManagementCall.createKey(Scope.organization()));
    Fields fields = Fields.of(call.body(), KeyDocument.class, "desc", "roles");
    NewApiKey request =
        NewApiKey.of(
            fields.text("desc").orElse(""),
            roles(organization, fields.texts("roles").orElse(List.of())));
    return answers.clear(call, call.apiKeys().create(organization, request));
  }

  private Answer update(Call call) {
    OrganizationId organization = call.organization();
    ApiKeyId id = call.apiKey();
    call.apiKeys().check(organization, ManagementCall.updateKey(id));
    ApiKeyPatch patch =
        patch(organization, Fields.of(call.body(), KeyDocument.class, "desc", "roles"));
    return answers.redacted(call, call.apiKeys().update(organization, id, patch));
  }

  private Answer delete(Call call) {
    call.apiKeys().revoke(call.organization(), call.apiKey());
    return new Answer.Done(204);
  }

  private static ApiKeyPatch patch(OrganizationId organization, Fields fields) {
    KeyChange change = KeyChange.of(fields);
    ApiKeyPatch patch =
        change.description().map(ApiKeyPatch.nothing()::describe).orElse(ApiKeyPatch.nothing());
    return change
        .roles()
        .map(names -> patch.replaceOrganizationRoles(roles(organization, names)))
        .orElse(patch);
  }

  private static Role[] roles(OrganizationId organization, List<String> names) {
    return RoleNames.of(organization, names).toArray(Role[]::new);
  }
}
