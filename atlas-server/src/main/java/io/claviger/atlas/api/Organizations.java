package io.claviger.atlas.api;

import io.claviger.atlas.json.OrganizationDocument;
import io.claviger.model.NewOrganization;
import io.claviger.model.Organization;
import java.util.List;

/**
 * Serves the organization of the caller. The library refuses every key that tries to create another
 * one.
 */
final class Organizations {
  private final Links links;

  Organizations(Links links) {
    this.links = links;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "orgs", this::list),
        Route.of("POST", "orgs", this::create),
        Route.of("GET", "orgs/*", this::get),
        Route.of("GET", "orgs/*/users", this::users));
  }

  private Answer list(Call call) {
    Paging paging = new Paging(links, call);
    List<Organization> found =
        List.of(call.keys().getOrganization(call.own())).stream()
            .filter(own -> call.query().isWantedName(own.name()))
            .toList();
    return paging.of(found, organization -> document(call, organization));
  }

  private Answer get(Call call) {
    return new Answer.Entity(document(call, call.keys().getOrganization(call.organization())));
  }

  /** Returns an empty page, because this server has no users. */
  private Answer users(Call call) {
    Paging paging = new Paging(links, call);
    // Refuses keys of other organizations.
    Organization unused = call.keys().getOrganization(call.organization());
    return paging.of(List.of(), user -> user);
  }

  private Answer create(Call call) {
    call.keys().createOrganization(NewOrganization.named("of a key"));
    return new Answer.Done(204);
  }

  private OrganizationDocument document(Call call, Organization organization) {
    return OrganizationDocument.of(
        organization, Links.self(links.organization(call, organization.id())));
  }
}
