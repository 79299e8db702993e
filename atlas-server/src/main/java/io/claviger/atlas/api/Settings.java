package io.claviger.atlas.api;

import io.claviger.ManagementCall;
import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.json.Fields;
import io.claviger.atlas.json.SettingsDocument;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPatch;
import java.util.List;

/**
 * Serves the settings of an organization (section A.3 of the reference). Only one of them concerns
 * keys. Clients also send others, which are accepted at the only values that they have here.
 */
final class Settings {
  private static final String REQUIRED = "apiAccessListRequired";
  private static final String HOURS = "maxServiceAccountSecretValidityInHours";
  private static final String CONTACT = "securityContact";

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
    call.keys().check(id, ManagementCall.updateOrganization());
    Fields fields = fields(call);
    SettingsDocument fixed = SettingsDocument.of(false);
    requireSame(fields, "genAIFeaturesEnabled", fixed.genAIFeaturesEnabled());
    requireSame(fields, "multiFactorAuthRequired", fixed.multiFactorAuthRequired());
    requireSame(fields, "restrictEmployeeAccess", fixed.restrictEmployeeAccess());
    require(
        HOURS,
        fields.integer(HOURS).orElse(ServiceAccounts.MAX_HOURS) == ServiceAccounts.MAX_HOURS);
    require(CONTACT, fields.text(CONTACT).orElse("").isEmpty());
    OrganizationPatch nothing = OrganizationPatch.nothing();
    OrganizationPatch patch = fields.flag(REQUIRED).map(nothing::requireWhitelist).orElse(nothing);
    return answer(call.keys().updateOrganization(id, patch));
  }

  private static Fields fields(Call call) {
    Fields fields =
        Fields.of(
            call.body(),
            SettingsDocument.class,
            REQUIRED,
            "genAIFeaturesEnabled",
            "multiFactorAuthRequired",
            "restrictEmployeeAccess",
            CONTACT,
            HOURS);
    if (fields.isEmpty()) {
      throw new ApiError("MISSING_ATTRIBUTE", REQUIRED);
    }
    return fields;
  }

  private static void requireSame(Fields fields, String name, boolean value) {
    require(name, fields.flag(name).orElse(value) == value);
  }

  private static void require(String name, boolean holds) {
    if (!holds) {
      throw new ApiError("INVALID_ATTRIBUTE", name);
    }
  }

  private static Answer answer(Organization organization) {
    return new Answer.Entity(SettingsDocument.of(organization.settings().isWhitelistRequired()));
  }
}
