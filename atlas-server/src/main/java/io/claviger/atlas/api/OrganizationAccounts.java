package io.claviger.atlas.api;

import io.claviger.ManagementCall;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.errors.Era;
import io.claviger.atlas.json.AccountDocument;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.NewApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.Scope;
import java.util.List;

/** Serves the service accounts of an organization (section C.1 of the reference). */
final class OrganizationAccounts {
  private final Links links;

  OrganizationAccounts(Links links) {
    this.links = links;
  }

  List<Route> routes() {
    String accounts = "orgs/*/serviceAccounts";
    String account = accounts + "/*";
    return List.of(
        Route.of("GET", accounts, Era.SERVICE_ACCOUNT, this::list),
        Route.of("POST", accounts, Era.SERVICE_ACCOUNT, this::create),
        Route.of("GET", account, Era.SERVICE_ACCOUNT, this::get),
        Route.of("PATCH", account, Era.SERVICE_ACCOUNT, this::update),
        Route.of("DELETE", account, Era.SERVICE_ACCOUNT, this::delete),
        Route.of("GET", account + "/groups", Era.SERVICE_ACCOUNT, this::groups));
  }

  private Answer list(Call call) {
    return AccountPlace.ofOrganization(call).list(new Paging(links, call));
  }

  private Answer create(Call call) {
    AccountPlace place = AccountPlace.ofOrganization(call);
    place.check(ManagementCall.createKey(Scope.organization()));
    AccountFields fields = AccountFields.ofNew(call);
    OrganizationId organization = place.organization();
    NewApiKey request =
        NewApiKey.of(fields.newDescription(), roles(organization, fields.newRoles()))
            .withName(fields.newName())
            .withKind(ServiceAccounts.KIND)
            .withSecretExpiry(place.newExpiry(fields));
    return Answer.created(place.clear(place.keys().create(organization, request)));
  }

  private Answer get(Call call) {
    AccountPlace place = AccountPlace.ofOrganization(call);
    return new Answer.Entity(place.document(place.account()));
  }

  private Answer update(Call call) {
    AccountPlace place = AccountPlace.ofOrganization(call);
    ApiKeyId id = place.accountId();
    place.check(ManagementCall.updateKey(id));
    AccountFields fields = AccountFields.ofChange(call);
    ApiKeyPatch texts = fields.texts();
    ApiKeyPatch patch =
        fields
            .roles()
            .map(names -> texts.replaceOrganizationRoles(roles(place.organization(), names)))
            .orElse(texts);
    return new Answer.Entity(
        place.changed(id, () -> place.keys().update(place.organization(), id, patch)));
  }

  private Answer delete(Call call) {
    AccountPlace place = AccountPlace.ofOrganization(call);
    place.keys().revoke(place.organization(), place.accountId());
    return new Answer.Done(204);
  }

  private Answer groups(Call call) {
    Paging paging = new Paging(links, call);
    return paging.of(
        AccountDocument.groups(AccountPlace.ofOrganization(call).account()), group -> group);
  }

  private static Role[] roles(OrganizationId organization, List<String> names) {
    return RoleNames.of(organization, names).toArray(Role[]::new);
  }
}
