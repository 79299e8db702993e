package io.claviger.internal.usage;

import io.claviger.model.ApiKey;
import io.claviger.model.CidrBlock;
import io.claviger.model.KeyUsage;
import io.claviger.model.SecretId;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.UsageCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds the unwritten usage of one key to its written usage. */
final class UsageSum {
  private final ApiKey key;
  private final Map<SecretId, Usage> secrets;
  private final Map<CidrBlock, Usage> entries;
  private Usage total;

  UsageSum(ApiKey key, KeyUsage written) {
    this.key = key;
    this.total = written.key();
    this.secrets = new HashMap<>(written.secrets());
    this.entries = new HashMap<>(written.entries());
  }

  KeyUsage plus(List<UsageCount> unwritten) {
    for (UsageCount count : unwritten) {
      if (count.through().apiKey().equals(key.id())) {
        add(count);
      }
    }
    return new KeyUsage(total, secrets, entries);
  }

  private void add(UsageCount count) {
    total = total.plus(count.usage());
    secrets.computeIfPresent(count.through().secretId(), (id, usage) -> usage.plus(count.usage()));
    count
        .through()
        .entry()
        .filter(this::isListed)
        .ifPresent(entry -> entries.merge(entry.block(), count.usage(), (a, b) -> a.plus(b)));
  }

  /** Checks whether the entry is still listed. A newer entry for its block is another entry. */
  private boolean isListed(WhitelistEntry entry) {
    return key.whitelist()
        .entry(entry.block())
        .filter(listed -> listed.addedIn() == entry.addedIn())
        .isPresent();
  }
}
