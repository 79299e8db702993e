package io.claviger.atlas.conformance;

import static io.claviger.atlas.conformance.Call.get;
import static io.claviger.atlas.conformance.Call.patch;
import static io.claviger.atlas.conformance.Checks.is;
import static io.claviger.atlas.conformance.Checks.ok;
import static io.claviger.atlas.conformance.Checks.refused;
import static io.claviger.atlas.conformance.Documents.fieldsAt;
import static io.claviger.atlas.conformance.Givens.key;
import static io.claviger.atlas.conformance.Givens.listed;
import static io.claviger.atlas.conformance.Givens.listedKey;
import static io.claviger.atlas.conformance.Givens.otherOrganization;
import static io.claviger.atlas.conformance.Givens.requiresWhitelist;
import static io.claviger.atlas.conformance.Row.row;

/** Settings of the organization (sections A.3, 1.13 number 3; Appendix B 13). */
final class SettingsRows {
  private static final String SETTINGS = "/orgs/{org}/settings";

  private SettingsRows() {}

  static Table table() {
    return Table.of(
        "Settings",
        row(
                "settings",
                "A.3, 1.13 (3)",
                "The settings say whether keys need a whitelist. By default they do not.")
            .when(get(SETTINGS).as("owner"))
            .then(ok(), is("/apiAccessListRequired", false)),
        row("settings-member", "1.13 (3)", "Every key of the organization reads the settings.")
            .given(key("member", "ORG_MEMBER"))
            .when(get(SETTINGS).as("member"))
            .then(ok(), is("/apiAccessListRequired", false)),
        row("settings-required", "A.3", "The settings show when whitelists are required.")
            .given(listedKey("bound", "ORG_MEMBER", "127.0.0.1"), requiresWhitelist())
            .when(get(SETTINGS).as("bound"))
            .then(ok(), is("/apiAccessListRequired", true)),
        row(
                "settings-on",
                "A.3",
                "An owner with entries may require whitelists. From then on keys without entries are refused.")
            .given(listed("owner", "127.0.0.1"), key("member", "ORG_MEMBER"))
            .when(patch(SETTINGS, "{'apiAccessListRequired':true}").as("owner"))
            .then(ok(), is("/apiAccessListRequired", true))
            .afterwards(get(SETTINGS).as("owner"), is("/apiAccessListRequired", true))
            .afterwards(
                get(SETTINGS).as("member"), refused(403, "ORG_REQUIRES_ACCESS_LIST", "127.0.0.1")),
        row("settings-off", "A.3", "An owner may stop requiring whitelists.")
            .given(listed("owner", "127.0.0.1"), requiresWhitelist())
            .when(patch(SETTINGS, "{'apiAccessListRequired':false}").as("owner"))
            .then(ok(), is("/apiAccessListRequired", false)),
        row(
                "settings-lockout",
                "B 13",
                "An owner without entries cannot require whitelists, because it would lock itself out.")
            .when(patch(SETTINGS, "{'apiAccessListRequired':true}").as("owner"))
            .then(refused(400, "CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST", "127.0.0.1"))
            .afterwards(get(SETTINGS).as("owner"), is("/apiAccessListRequired", false)),
        row("settings-by-member", "1.13 (3)", "A key that is no owner cannot change settings.")
            .given(listedKey("member", "ORG_MEMBER", "127.0.0.1"))
            .when(patch(SETTINGS, "{'apiAccessListRequired':true}").as("member"))
            .then(refused(401, "USER_UNAUTHORIZED"))
            .afterwards(get(SETTINGS).as("owner"), is("/apiAccessListRequired", false)),
        row("settings-stranger", "1.2", "Owners of other organizations cannot read the settings.")
            .given(otherOrganization())
            .when(get(SETTINGS).as("stranger"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")),
        row(
                "settings-change-stranger",
                "1.2",
                "Owners of other organizations cannot change the settings.")
            .given(otherOrganization())
            .when(patch(SETTINGS, "{'apiAccessListRequired':false}").as("stranger"))
            .then(refused(401, "USER_CANNOT_ACCESS_ORG")),
        row("settings-fields", "A.3, B 37, B 43", "The settings have some that never change.")
            .when(get(SETTINGS).as("owner"))
            .then(
                ok(),
                fieldsAt(
                    "",
                    "apiAccessListRequired",
                    "genAIFeaturesEnabled",
                    "maxServiceAccountSecretValidityInHours",
                    "multiFactorAuthRequired",
                    "restrictEmployeeAccess"),
                is("/genAIFeaturesEnabled", true),
                is("/maxServiceAccountSecretValidityInHours", 8760),
                is("/multiFactorAuthRequired", false),
                is("/restrictEmployeeAccess", false)),
        row("settings-all", "B 43", "A client may repeat the settings that never change.")
            .given(listed("owner", "127.0.0.1"))
            .when(
                patch(
                        SETTINGS,
                        "{'apiAccessListRequired':true,'genAIFeaturesEnabled':true,"
                            + "'multiFactorAuthRequired':false,'restrictEmployeeAccess':false,"
                            + "'maxServiceAccountSecretValidityInHours':8760,'securityContact':''}")
                    .as("owner"))
            .then(ok(), is("/apiAccessListRequired", true), is("/genAIFeaturesEnabled", true)),
        row("settings-repeated", "B 43", "A change that only repeats a setting changes nothing.")
            .given(listed("owner", "127.0.0.1"), requiresWhitelist())
            .when(patch(SETTINGS, "{'securityContact':''}").as("owner"))
            .then(ok(), is("/apiAccessListRequired", true)),
        fixed("genAIFeaturesEnabled", "false"),
        fixed("maxServiceAccountSecretValidityInHours", "24"),
        fixed("multiFactorAuthRequired", "true"),
        fixed("restrictEmployeeAccess", "true"),
        fixed("securityContact", "'a@example.com'"),
        row("settings-fixed-text", "1.1, B 43", "Such a setting has its type.")
            .when(patch(SETTINGS, "{'genAIFeaturesEnabled':'true'}").as("owner"))
            .then(refused(400, "INVALID_JSON_ATTRIBUTE", "genAIFeaturesEnabled")),
        row("settings-none", "3.3", "A change without a setting is refused.")
            .when(patch(SETTINGS, "{}").as("owner"))
            .then(refused(400, "MISSING_ATTRIBUTE", "apiAccessListRequired")),
        row("settings-text", "1.1", "The setting is true or false.")
            .when(patch(SETTINGS, "{'apiAccessListRequired':'yes'}").as("owner"))
            .then(refused(400, "INVALID_JSON_ATTRIBUTE", "apiAccessListRequired")),
        row("settings-unknown", "1.1", "Other settings are refused.")
            .when(patch(SETTINGS, "{'streamsCrossGroupEnabled':true}").as("owner"))
            .then(refused(400, "INVALID_ATTRIBUTE", "streamsCrossGroupEnabled")));
  }

  private static Row fixed(String setting, String value) {
    return row("settings-fixed-" + setting, "B 43", "This setting cannot be changed.")
        .given(listed("owner", "127.0.0.1"))
        .when(
            patch(SETTINGS, "{'apiAccessListRequired':true,'" + setting + "':" + value + "}")
                .as("owner"))
        .then(refused(400, "INVALID_ATTRIBUTE", setting));
  }
}
