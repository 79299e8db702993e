package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.model.Organization;
import java.util.List;

/**
 * An organization.
 *
 * @param isDeleted always false: one that is deleted is not there
 * @param skipDefaultAlertsSettings always false: there are no alerts
 */
@JsonPropertyOrder({"id", "isDeleted", "links", "name", "skipDefaultAlertsSettings"})
public record OrganizationDocument(
    String id,
    boolean isDeleted,
    List<Link> links,
    String name,
    boolean skipDefaultAlertsSettings) {
  /** Shows that organization. */
  public static OrganizationDocument of(Organization organization, List<Link> links) {
    return new OrganizationDocument(
        organization.id().value(), false, links, organization.name(), false);
  }
}
