package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.atlas.accounts.ServiceAccounts;

/**
 * The settings of an organization.
 *
 * @param apiAccessListRequired whether keys without a whitelist are refused
 * @param genAIFeaturesEnabled always true, as in a new organization of Atlas
 * @param maxServiceAccountSecretValidityInHours always the most that a secret may last
 * @param multiFactorAuthRequired always false, because this server has no users
 * @param restrictEmployeeAccess always false, because this server has no clusters
 */
@JsonPropertyOrder({
  "apiAccessListRequired",
  "genAIFeaturesEnabled",
  "maxServiceAccountSecretValidityInHours",
  "multiFactorAuthRequired",
  "restrictEmployeeAccess"
})
public record SettingsDocument(
    boolean apiAccessListRequired,
    boolean genAIFeaturesEnabled,
    int maxServiceAccountSecretValidityInHours,
    boolean multiFactorAuthRequired,
    boolean restrictEmployeeAccess) {
  /** Creates the document. Only the first setting can change. */
  public static SettingsDocument of(boolean apiAccessListRequired) {
    return new SettingsDocument(
        apiAccessListRequired, true, ServiceAccounts.MAX_HOURS, false, false);
  }
}
