package io.claviger.atlas.json;

/**
 * Settings of an organization.
 *
 * @param apiAccessListRequired whether a key without whitelist can call nothing
 */
public record SettingsDocument(boolean apiAccessListRequired) {}
