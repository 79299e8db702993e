package io.claviger.store.tck.broken;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.RevokedTokens;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/** Revoked tokens whose methods can be replaced, one by one. */
final class AlterableRevokedTokens implements RevokedTokens {
  final RevokedTokens real;
  BiPredicate<RevokedToken, Bounds> revoke;
  BiFunction<OrganizationId, Instant, Live> live;
  BiFunction<OrganizationId, ApiKeyId, List<RevokedToken>> ofKey;
  BiFunction<Instant, Integer, Integer> sweep;

  AlterableRevokedTokens(RevokedTokens real) {
    this.real = real;
    this.revoke = real::revoke;
    this.live = real::live;
    this.ofKey = real::ofKey;
    this.sweep = real::sweep;
  }

  @Override
  public boolean revoke(RevokedToken token, Bounds bounds) {
    return revoke.test(token, bounds);
  }

  @Override
  public Live live(OrganizationId organization, Instant now) {
    return live.apply(organization, now);
  }

  @Override
  public List<RevokedToken> ofKey(OrganizationId organization, ApiKeyId key) {
    return ofKey.apply(organization, key);
  }

  @Override
  public int sweep(Instant before, int max) {
    return sweep.apply(before, max);
  }
}
