package io.claviger.atlas.json;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A project. The server knows its id only, and the other attributes follow from that.
 *
 * @param clusterCount always 0, because this server has no clusters
 * @param created the second that an id begins with
 */
@JsonPropertyOrder({"clusterCount", "created", "id", "links", "name", "orgId"})
public record ProjectDocument(
    int clusterCount, String created, String id, List<Link> links, String name, String orgId) {
  private static final int SECOND_DIGITS = 8;

  /** Creates the document of a project. */
  public static ProjectDocument of(
      ProjectId project, OrganizationId organization, List<Link> links) {
    long second = HexFormat.fromHexDigitsToLong(project.value(), 0, SECOND_DIGITS);
    return new ProjectDocument(
        0,
        Instant.ofEpochSecond(second).toString(),
        project.value(),
        links,
        name(project),
        organization.value());
  }

  /** Returns the name of a project, which is its id. */
  public static String name(ProjectId project) {
    return project.value();
  }
}
