package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.model.Organization;
import java.util.List;

/**
 * An organization.
 *
 * @param isDeleted always false, because a deleted organization is not found
 * @param skipDefaultAlertsSettings always false, because this server has no alerts
 */
@JsonPropertyOrder({"id", "isDeleted", "links", "name", "skipDefaultAlertsSettings"})
public record OrganizationDocument(
    String id,
    boolean isDeleted,
    List<Link> links,
    String name,
    boolean skipDefaultAlertsSettings) {
  /** Creates the document of an organization. */
  public static OrganizationDocument of(Organization organization, List<Link> links) {
    return new OrganizationDocument(
        organization.id().value(), false, links, organization.name(), false);
  }
}
