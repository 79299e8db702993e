package io.claviger.examples.atlas.api;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.ApiKeyPatch;
import io.claviger.ApiKeys;
import io.claviger.IssuedApiKey;
import io.claviger.NewApiKey;
import io.claviger.OrganizationId;
import io.claviger.Page;
import io.claviger.PageRequest;
import io.claviger.Role;
import io.claviger.examples.atlas.errors.ApiError;
import io.claviger.examples.atlas.errors.Era;
import io.claviger.examples.atlas.json.Fields;
import io.claviger.examples.atlas.json.KeyDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keys of an organization (sections 1.3 to 1.7 of the reference). */
final class OrganizationKeys {
  private final Links links;

  OrganizationKeys(Links links) {
    this.links = links;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "orgs/*/apiKeys", Era.ACCESS_LIST, this::list),
        Route.of("POST", "orgs/*/apiKeys", Era.ACCESS_LIST, this::create),
        Route.of("GET", "orgs/*/apiKeys/*", Era.ACCESS_LIST, this::get),
        Route.of("PATCH", "orgs/*/apiKeys/*", Era.ACCESS_LIST, this::update),
        Route.of("DELETE", "orgs/*/apiKeys/*", Era.ACCESS_LIST, this::delete));
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

  private Answer create(Call call) {
    OrganizationId organization = call.organization();
    Fields fields = Fields.of(call.body(), "desc", "roles");
    NewApiKey request =
        NewApiKey.of(
            fields.text("desc").orElse(""),
            roles(organization, fields.texts("roles").orElse(List.of())));
    IssuedApiKey issued = call.keys().create(organization, request);
    ApiKey key = issued.apiKey();
    return new Answer.Entity(
        KeyDocument.of(key, issued.privateKey().reveal(), Links.self(links.key(call, key))));
  }

  private Answer update(Call call) {
    OrganizationId organization = call.organization();
    ApiKeyId id = call.apiKey();
    ApiKeyPatch patch = patch(organization, Fields.of(call.body(), "desc", "roles"));
    return new Answer.Entity(document(call, call.keys().update(organization, id, patch)));
  }

  private Answer delete(Call call) {
    call.keys().delete(call.organization(), call.apiKey());
    return new Answer.Done(204);
  }

  /** The Atlas CLI sends both parts always, empty where nothing is to change (Appendix B, 16). */
  private static ApiKeyPatch patch(OrganizationId organization, Fields fields) {
    Optional<String> description = fields.text("desc");
    Optional<List<String>> roles = fields.texts("roles");
    boolean describes = description.filter(text -> !text.isEmpty()).isPresent();
    boolean assigns = roles.filter(names -> !names.isEmpty()).isPresent();
    if (description.isEmpty() && roles.isEmpty()) {
      throw new ApiError("MISSING_ONE_OF_ATTRIBUTES", "desc", "roles");
    }
    ApiKeyPatch patch = ApiKeyPatch.nothing();
    if (describes || (description.isPresent() && !assigns)) {
      patch = patch.describe(description.get());
    }
    return assigns || (roles.isPresent() && !describes)
        ? patch.replaceOrganizationRoles(roles(organization, roles.get()))
        : patch;
  }

  private static Role[] roles(OrganizationId organization, List<String> names) {
    return RoleNames.of(organization, names).toArray(Role[]::new);
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
