package io.claviger.examples.atlas.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * Settings of an organization.
 *
 * @param apiAccessListRequired whether a key without whitelist can call nothing
 */
@JsonPropertyOrder({"apiAccessListRequired", "links"})
public record SettingsDocument(boolean apiAccessListRequired, List<Link> links) {}
