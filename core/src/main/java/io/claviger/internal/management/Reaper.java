package io.claviger.internal.management;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.Caller;
import io.claviger.KeyFilter;
import io.claviger.Page;
import io.claviger.PageRequest;
import io.claviger.ReapReport;
import io.claviger.SecretId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Goes through all keys of an organization, and makes a change for each page of them. */
public final class Reaper {
  private static final int PAGE = 100;

  private final Management management;
  private final ReapRules rules;

  /** On behalf of whoever calls. */
  public Reaper(Management management, ReapRules rules) {
    this.management = management;
    this.rules = rules;
  }

  /** Reaps what had expired at this instant, or before. */
  public ReapReport reap(Caller caller, Management.Target target, Instant expiredBy) {
    Instant ripe = management.read(caller, target, now -> rules.judge(now, expiredBy));
    List<ApiKey> keys = new ArrayList<>();
    List<SecretId> secrets = new ArrayList<>();
    PageRequest request = PageRequest.first(PAGE);
    while (true) {
      Page<ApiKey> page = management.page(target.organization(), KeyFilter.all(), request);
      List<ApiKeyId> found =
          page.items().stream().filter(key -> ReapRules.isRipe(key, ripe)).map(ApiKey::id).toList();
      if (!found.isEmpty()) {
        ReapReport report = reap(caller, target, found, ripe);
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

  private ReapReport reap(
      Caller caller, Management.Target target, List<ApiKeyId> found, Instant ripe) {
    Management.Target those =
        Management.Target.of(target.organization(), found.toArray(ApiKeyId[]::new));
    return management.change(caller, those, now -> rules.reap(now, ripe));
  }
}
