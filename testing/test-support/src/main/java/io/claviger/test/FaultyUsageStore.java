package io.claviger.test;

import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the steps of a script for usage. */
final class FaultyUsageStore implements UsageStore {
  private final UsageStore inside;
  private final CallScript script;
  private final ScriptedCall<List<UsageCount>> additions;

  FaultyUsageStore(UsageStore inside, CallScript script, ScriptedCall<List<UsageCount>> additions) {
    this.inside = inside;
    this.script = script;
    this.additions = additions;
  }

  @Override
  public boolean add(List<UsageCount> batch) {
    script.count(Call.ADD_USAGE);
    return additions.call(batch, inside::add);
  }

  @Override
  public Map<ApiKeyId, KeyUsage> usage(OrganizationId organization, Set<ApiKeyId> keys) {
    script.run(Call.USAGE);
    return inside.usage(organization, keys);
  }
}
