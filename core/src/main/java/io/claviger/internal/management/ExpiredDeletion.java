package io.claviger.internal.management;

import io.claviger.access.Caller;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.DeletedExpired;
import io.claviger.model.KeyFilter;
import io.claviger.model.KeyPage;
import io.claviger.model.PageQuery;
import io.claviger.model.Revision;
import io.claviger.model.SecretId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes revoked access tokens, then expired keys and secrets of an organization, with one change
 * for each page of keys.
 */
public record ExpiredDeletion(
    ChangeLoop loop, KeyListing listing, ExpiredKeyCleanup rules, RevokedTokenSweep revokedTokens) {
  private static final int PAGE = 100;

  /** Deletes the keys and secrets that had expired at this instant or before. */
  public DeletedExpired run(Caller caller, Target target, Instant expiredBy) {
    Instant cutoff = loop.read(caller, target, now -> rules.judge(now, expiredBy));
    // First: if this fails, no key was deleted, and the exception may say so.
    int tokens = revokedTokens.run(caller, cutoff);
    List<ApiKey> keys = new ArrayList<>();
    List<SecretId> secrets = new ArrayList<>();
    PageQuery query = PageQuery.first(PAGE);
    Optional<Revision> expected = target.expected();
    while (true) {
      KeyPage page = listing.page(target.organization(), KeyFilter.all(), query);
      ApiKeyId[] found =
          page.items().stream()
              .filter(key -> ExpiredKeyCleanup.hasExpiredParts(key, cutoff))
              .map(ApiKey::id)
              .toArray(ApiKeyId[]::new);
      if (found.length > 0) {
        Target ripe = Target.of(target.organization(), found).expecting(expected);
        DeletedExpired report = loop.change(caller, ripe, now -> rules.deleteExpired(now, cutoff));
        expected = Optional.empty();
        keys.addAll(report.keys());
        secrets.addAll(report.secrets());
      }
      if (!page.more()) {
        return DeletedExpired.of(keys, secrets, tokens);
      }
      ApiKeyId last = page.items().get(page.items().size() - 1).id();
      query = PageQuery.first(PAGE).withAfter(last);
    }
  }
}
