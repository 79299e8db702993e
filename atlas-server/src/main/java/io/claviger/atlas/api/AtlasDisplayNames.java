package io.claviger.atlas.api;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.atlas.json.ProjectDocument;
import io.claviger.atlas.roles.AtlasRoles;
import io.claviger.management.spi.DisplayNames;
import io.claviger.model.ApiKey;
import io.claviger.model.OrganizationId;
import io.claviger.model.ProjectId;
import io.claviger.model.Role;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;

/** The names of roles and projects that people see. */
record AtlasDisplayNames(Claviger claviger, KnownProjects known) implements DisplayNames {
  /** Returns "Billing admin" for ORG_BILLING_ADMIN. A group is a project in the words of people. */
  @Override
  public String role(OrganizationId organization, Role role) {
    String words =
        AtlasRoles.name(role)
            .replaceFirst("^(ORG|GROUP)_", "")
            .replace("GROUP", "PROJECT")
            .replace('_', ' ')
            .toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Returns the projects that the API of Atlas shows to the key. */
  @Override
  public Map<ProjectId, String> projects(OrganizationId organization, Caller caller) {
    SortedSet<ProjectId> projects = known.of(organization);
    if (projects.isEmpty() || !(caller instanceof Caller.Key key)) {
      return Map.of();
    }
    ApiKey self = claviger.actingAs(key).get(organization, key.apiKey());
    Map<ProjectId, String> names = new LinkedHashMap<>();
    for (ProjectId project : projects) {
      if (ProjectRoutes.sees(self, project)) {
        names.put(project, ProjectDocument.name(project));
      }
    }
    return names;
  }
}
