package io.claviger.test;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Instant;
import java.util.List;

/** Runs the steps of a script for revoked tokens. */
record FaultyRevokedTokens(RevokedTokens inside, CallScript script) implements RevokedTokens {
  @Override
  public boolean revoke(RevokedToken token, Bounds bounds) {
    script.run(Call.REVOKE_TOKEN);
    return inside.revoke(token, bounds);
  }

  @Override
  public Live live(OrganizationId organization, Instant now) {
    script.run(Call.LIVE_REVOKED_TOKENS);
    return inside.live(organization, now);
  }

  @Override
  public List<RevokedToken> ofKey(OrganizationId organization, ApiKeyId key) {
    return inside.ofKey(organization, key);
  }

  @Override
  public int sweep(Instant before, int max) {
    return inside.sweep(before, max);
  }
}
