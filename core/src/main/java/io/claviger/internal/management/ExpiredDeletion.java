package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.DeletedExpired;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.PageQuery;
import io.claviger.model.Revision;
import io.claviger.model.SecretId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through all keys of an organization, and makes a change for each page of them. */
public final class ExpiredDeletion {
  private static final int PAGE = 100;

  private final ChangeLoop loop;
  private final KeyListing listing;
  private final ExpiryRules rules;

  public ExpiredDeletion(ChangeLoop loop, KeyListing listing, ExpiryRules rules) {
    this.loop = loop;
    this.listing = listing;
    this.rules = rules;
  }

  /** Reaps what had expired at this instant, or before. */
  public DeletedExpired run(Caller caller, Target target, Instant expiredBy) {
    Instant ripe = loop.read(caller, target, now -> rules.judge(now, expiredBy));
    List<ApiKey> keys = new ArrayList<>();
    List<SecretId> secrets = new ArrayList<>();
    PageQuery request = PageQuery.first(PAGE);
    Optional<Revision> expected = target.expected();
    while (true) {
      KeyPage page = listing.page(target.organization(), KeyFilter.all(), request);
      List<ApiKeyId> found =
          page.items().stream()
              .filter(key -> ExpiryRules.isRipe(key, ripe))
              .map(ApiKey::id)
              .toList();
      if (!found.isEmpty()) {
        DeletedExpired report =
            change(caller, targetOf(target.organization(), found, expected), ripe);
        expected = Optional.empty();
        keys.addAll(report.keys());
        secrets.addAll(report.secrets());
      }
      if (!page.more()) {
        return new DeletedExpired(keys, secrets);
      }
      ApiKeyId last = page.items().get(page.items().size() - 1).id();
      request = PageQuery.first(PAGE).after(last);
    }
  }

  private DeletedExpired change(Caller caller, Target those, Instant ripe) {
    return loop.change(caller, those, now -> rules.deleteExpired(now, ripe));
  }

  private static Target targetOf(
      OrganizationId organization, List<ApiKeyId> keys, Optional<Revision> expected) {
    return Target.of(organization, keys.toArray(ApiKeyId[]::new)).expecting(expected);
  }
}
