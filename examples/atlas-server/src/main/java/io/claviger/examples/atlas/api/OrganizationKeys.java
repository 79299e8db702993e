package io.claviger.examples.atlas.api;

import io.claviger.ApiKey;
import io.claviger.ApiKeys;
import io.claviger.OrganizationId;
import io.claviger.Page;
import io.claviger.PageRequest;
import io.claviger.examples.atlas.errors.Era;
import io.claviger.examples.atlas.json.KeyDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keys of an organization (sections 1.3 to 1.7 of the reference). */
final class OrganizationKeys {
  private final Links links;

  OrganizationKeys(Links links) {
    this.links = links;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "orgs/*/apiKeys", Era.ACCESS_LIST, this::list),
        Route.of("GET", "orgs/*/apiKeys/*", Era.ACCESS_LIST, this::get));
  }

  private Answer list(Call call) {
    Paging paging = new Paging(links, call);
    List<ApiKey> keys = all(call.keys(), call.organization());
    keys.sort(Comparator.comparing(ApiKey::publicKey));
    return paging.of(keys, key -> document(call, key));
  }

  private Answer get(Call call) {
    return new Answer.Entity(document(call, call.keys().get(call.organization(), call.apiKey())));
  }

  /** An organization has a few hundred keys at most, by its limits. */
  private static List<ApiKey> all(ApiKeys keys, OrganizationId organization) {
    List<ApiKey> all = new ArrayList<>();
    Page<ApiKey> page = keys.list(organization, PageRequest.first(500));
    all.addAll(page.items());
    while (page.more()) {
      page = keys.list(organization, PageRequest.first(500).after(all.get(all.size() - 1).id()));
      all.addAll(page.items());
    }
    return all;
  }

  private KeyDocument document(Call call, ApiKey key) {
    return KeyDocument.redacted(key, Links.self(links.key(call, key)));
  }
}
