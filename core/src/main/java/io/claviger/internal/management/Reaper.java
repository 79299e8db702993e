package io.claviger.internal.management;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.Caller;
import io.claviger.KeyFilter;
import io.claviger.OrganizationId;
import io.claviger.Page;
import io.claviger.PageRequest;
import io.claviger.ReapReport;
import io.claviger.Revision;
import io.claviger.SecretId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through all keys of an organization, and makes a change for each page of them. */
public final class Reaper {
  private static final int PAGE = 100;

  private final ChangeLoop loop;
  private final KeyListing listing;
  private final ReapRules rules;

  public Reaper(ChangeLoop loop, KeyListing listing, ReapRules rules) {
    this.loop = loop;
    this.listing = listing;
    this.rules = rules;
  }

  /** Reaps what had expired at this instant, or before. */
  public ReapReport reap(Caller caller, Target target, Instant expiredBy) {
    Instant ripe = loop.read(caller, target, now -> rules.judge(now, expiredBy));
    List<ApiKey> keys = new ArrayList<>();
    List<SecretId> secrets = new ArrayList<>();
    PageRequest request = PageRequest.first(PAGE);
    Optional<Revision> expected = target.expected();
    while (true) {
      Page<ApiKey> page = listing.page(target.organization(), KeyFilter.all(), request);
      List<ApiKeyId> found =
          page.items().stream().filter(key -> ReapRules.isRipe(key, ripe)).map(ApiKey::id).toList();
      if (!found.isEmpty()) {
        ReapReport report =
            reapThose(caller, targetOf(target.organization(), found, expected), ripe);
        expected = Optional.empty();
        keys.addAll(report.keys());
        secrets.addAll(report.secrets());
      }
      if (!page.more()) {
        return new ReapReport(keys, secrets);
      }
      ApiKeyId last = page.items().get(page.items().size() - 1).id();
      request = PageRequest.first(PAGE).after(last);
    }
  }

  private ReapReport reapThose(Caller caller, Target those, Instant ripe) {
    return loop.change(caller, those, now -> rules.reap(now, ripe));
  }

  private static Target targetOf(
      OrganizationId organization, List<ApiKeyId> keys, Optional<Revision> expected) {
    return Target.of(organization, keys.toArray(ApiKeyId[]::new)).expecting(expected);
  }
}
