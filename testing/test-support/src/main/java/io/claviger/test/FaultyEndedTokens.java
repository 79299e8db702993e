package io.claviger.test;

import io.claviger.model.ApiKeyId;
import io.claviger.model.EndedToken;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.EndedTokens;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Instant;
import java.util.List;

/** Runs the steps of a script for ended tokens. */
record FaultyEndedTokens(EndedTokens inside, CallScript script) implements EndedTokens {
  @Override
  public boolean end(EndedToken token, Bounds bounds) {
    script.run(Call.END_TOKEN);
    return inside.end(token, bounds);
  }

  @Override
  public Live live(OrganizationId organization, Instant now) {
    script.run(Call.LIVE_ENDED_TOKENS);
    return inside.live(organization, now);
  }

  @Override
  public List<EndedToken> ofKey(OrganizationId organization, ApiKeyId key) {
    return inside.ofKey(organization, key);
  }

  @Override
  public int sweep(Instant before, int most) {
    return inside.sweep(before, most);
  }
}
