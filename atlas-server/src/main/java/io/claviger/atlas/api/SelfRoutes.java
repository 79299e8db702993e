package io.claviger.atlas.api;

import io.claviger.ApiKeyId;
import io.claviger.OrganizationId;
import io.claviger.Role;
import io.claviger.Roles;
import io.claviger.atlas.json.AddressDocument;
import io.claviger.atlas.json.KeyDetails;
import io.claviger.atlas.json.SelfDocument;
import java.util.List;

/** What a caller is told of itself; not of Atlas. */
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
            Roles.atlas().all().stream()
                .filter(role -> !role.isProjectRole())
                .map(Role::name)
                .toList()));
  }

  private Answer address(Call call) {
    return new Answer.Entity(new AddressDocument(call.request().address().toString()));
  }
}
