package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The settings of an organization.
 *
 * @param apiAccessListRequired whether keys without a whitelist are refused
 * @param genAIFeaturesEnabled always true, as in a new organization of Atlas
 * @param multiFactorAuthRequired always false, because this server has no users
 * @param restrictEmployeeAccess always false, because this server has no clusters
 */
@JsonPropertyOrder({
  "apiAccessListRequired",
  "genAIFeaturesEnabled",
  "multiFactorAuthRequired",
  "restrictEmployeeAccess"
})
public record SettingsDocument(
    boolean apiAccessListRequired,
    boolean genAIFeaturesEnabled,
    boolean multiFactorAuthRequired,
    boolean restrictEmployeeAccess) {
  /** Creates the document. Only the first setting can change. */
  public static SettingsDocument of(boolean apiAccessListRequired) {
    return new SettingsDocument(apiAccessListRequired, true, false, false);
  }
}
