package io.claviger.atlas.api;

import io.claviger.atlas.json.AddressDocument;
import io.claviger.atlas.json.KeyDetails;
import io.claviger.atlas.json.SelfDocument;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.Roles;
import java.util.List;

/** Shows callers their own key and address. Atlas has no such routes. */
final class SelfRoutes {
  List<Route> routes() {
    return List.of(Route.of("GET", "self", this::self), Route.of("GET", "address", this::address));
  }

  private Answer self(Call call) {
    OrganizationId organization = call.own();
    ApiKeyId own = call.key().id();
    return new Answer.Entity(
        new SelfDocument(
            SelfDocument.Organized.of(call.keys().getOrganization(organization)),
            KeyDetails.of(
                call.keys().get(organization, own),
                call.keys().getUsage(organization, own),
                call.key().at()),
            Roles.atlas().ofOrganizations().stream().map(Role::name).toList()));
  }

  private Answer address(Call call) {
    return new Answer.Entity(new AddressDocument(call.request().address().toString()));
  }
}
