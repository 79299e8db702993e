package io.claviger.atlas.json;

/**
 * The settings of an organization.
 *
 * @param apiAccessListRequired whether keys without a whitelist are refused
 */
public record SettingsDocument(boolean apiAccessListRequired) {}
