package io.claviger.store.tck.broken;

import io.claviger.model.ApiKeyId;
import io.claviger.model.EndedToken;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.EndedTokens;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/** Ended tokens whose methods can be replaced, one by one. */
final class AlterableEndedTokens implements EndedTokens {
  final EndedTokens real;
  BiPredicate<EndedToken, Bounds> end;
  BiFunction<OrganizationId, Instant, Live> live;
  BiFunction<OrganizationId, ApiKeyId, List<EndedToken>> ofKey;
  BiFunction<Instant, Integer, Integer> sweep;

  AlterableEndedTokens(EndedTokens real) {
    this.real = real;
    this.end = real::end;
    this.live = real::live;
    this.ofKey = real::ofKey;
    this.sweep = real::sweep;
  }

  @Override
  public boolean end(EndedToken token, Bounds bounds) {
    return end.test(token, bounds);
  }

  @Override
  public Live live(OrganizationId organization, Instant now) {
    return live.apply(organization, now);
  }

  @Override
  public List<EndedToken> ofKey(OrganizationId organization, ApiKeyId key) {
    return ofKey.apply(organization, key);
  }

  @Override
  public int sweep(Instant before, int most) {
    return sweep.apply(before, most);
  }
}
