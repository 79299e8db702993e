package io.claviger.atlas.api;

import io.claviger.Operation;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.json.Fields;
import io.claviger.atlas.json.SettingsDocument;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import java.util.List;

/** Serves the only setting of an organization that concerns keys (section A.3 of the reference). */
final class Settings {
  private static final String REQUIRED = "apiAccessListRequired";

  List<Route> routes() {
    return List.of(
        Route.of("GET", "orgs/*/settings", this::get),
        Route.of("PATCH", "orgs/*/settings", this::update));
  }

  private Answer get(Call call) {
    return answer(call.keys().getOrganization(call.organization()));
  }

  private Answer update(Call call) {
    OrganizationId id = call.organization();
    call.keys().check(id, Operation.updateOrganization());
    boolean required =
        Fields.of(call.body(), SettingsDocument.class, REQUIRED)
            .flag(REQUIRED)
            .orElseThrow(() -> new ApiError("MISSING_ATTRIBUTE", REQUIRED));
    OrganizationPatch patch = OrganizationPatch.nothing().requireWhitelist(required);
    return answer(call.keys().updateOrganization(id, patch));
  }

  private static Answer answer(Organization organization) {
    return new Answer.Entity(new SettingsDocument(organization.settings().whitelistRequired()));
  }
}
