package io.claviger.atlas.api;

import io.claviger.ApiKeys;
import io.claviger.atlas.json.KeyDocument;
import io.claviger.model.ApiKey;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Answers with documents of keys, for all endpoints. */
final class KeyAnswers {
  private final Links links;

  KeyAnswers(Links links) {
    this.links = links;
  }

  /** Returns one page of these keys, ordered by public key as in Atlas. */
  Answer list(Call call, Paging paging, OrganizationId organization, KeyFilter filter) {
    List<ApiKey> keys = all(call.apiKeys(), organization, filter);
    keys.sort(Comparator.comparing(ApiKey::publicKey));
    return paging.of(keys, key -> document(call, key));
  }

  /** Returns a key without its private key. */
  Answer redacted(Call call, ApiKey key) {
    return new Answer.Entity(document(call, key));
  }

  /** Returns a key with its private key. Only the response to its creation may show it. */
  Answer clear(Call call, IssuedApiKey issued) {
    ApiKey key = issued.apiKey();
    return new Answer.Entity(
        KeyDocument.of(key, issued.privateKey().reveal(), Links.self(links.key(call, key))));
  }

  /**
   * Returns all matching keys at once. By its limits, an organization has a few hundred keys at
   * most.
   */
  static List<ApiKey> all(ApiKeys keys, OrganizationId organization, KeyFilter filter) {
    List<ApiKey> all = new ArrayList<>();
    KeyPage page = keys.list(organization, filter, PageQuery.first(500));
    all.addAll(page.items());
    while (page.more()) {
      PageQuery next = PageQuery.first(500).withAfter(all.get(all.size() - 1).id());
      page = keys.list(organization, filter, next);
      all.addAll(page.items());
    }
    return all;
  }

  private KeyDocument document(Call call, ApiKey key) {
    return KeyDocument.redacted(key, Links.self(links.key(call, key)));
  }
}
