package io.claviger.internal.usage;

import io.claviger.model.ApiKey;
import io.claviger.model.CidrBlock;
import io.claviger.model.KeyUsage;
import io.claviger.model.SecretId;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds the unwritten usage of one key to its written usage. */
final class UsageSum {
  private UsageSum() {}

  /** Returns the usage of the key, of which this part is written. */
  static KeyUsage of(ApiKey key, KeyUsage written, List<UsageCount> unwritten) {
    Usage total = written.key();
    Map<SecretId, Usage> secrets = new HashMap<>(written.secrets());
    Map<CidrBlock, Usage> entries = new HashMap<>(written.entries());
    for (UsageCount count : unwritten) {
      UsageStore.Subject subject = count.subject();
      Usage more = count.usage();
      if (subject.apiKey().equals(key.id())) {
        total = total.plus(more);
        secrets.computeIfPresent(subject.secretId(), (id, usage) -> usage.plus(more));
        subject
            .entry()
            .filter(entry -> isListed(entry, key))
            .ifPresent(entry -> entries.merge(entry.block(), more, Usage::plus));
      }
    }
    return new KeyUsage(total, secrets, entries);
  }

  /** Checks whether the entry is still listed. A newer entry for its block is another entry. */
  private static boolean isListed(WhitelistEntry entry, ApiKey key) {
    return key.whitelist()
        .entry(entry.block())
        .filter(listed -> listed.addedIn() == entry.addedIn())
        .isPresent();
  }
}
