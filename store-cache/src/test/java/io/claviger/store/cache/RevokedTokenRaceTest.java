package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.Revision;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A read that saw the store before a revocation ends while the revocation is reported. */
class RevokedTokenRaceTest {
  private static final int ROUNDS = 20_000;
  private static final int MAX_SPINS = 200;

  private final CacheFixture fixture = new CacheFixture();
  private final OrganizationId id = fixture.tenant(1).id();
  private final Instant now = fixture.wall.instant();
  private final Stored stored = new Stored();
  private final Confirmed confirmed = new Confirmed();
  private final RevokedTokenCache tokens = cache();
  private final ExecutorService reader = Executors.newSingleThreadExecutor();
  private final SplittableRandom random = new SplittableRandom(1);

  /** The store, in which a token is revoked when the test says so. */
  private static final class Stored implements RevokedTokens {
    final Phaser read = new Phaser(1);
    volatile long count;

    @Override
    public Live live(OrganizationId organization, Instant at) {
      Live answer = new Live(count, Set.of());
      int unused = read.arrive();
      return answer;
    }

    @Override
    public boolean revoke(RevokedToken token, Bounds bounds) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<RevokedToken> ofKey(OrganizationId organization, ApiKeyId key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int sweep(Instant before, int max) {
      throw new UnsupportedOperationException();
    }
  }

  private RevokedTokenCache cache() {
    Options options = fixture.builder().options();
    Counters counters = new Counters();
    CircuitBreaker breaker =
        new CircuitBreaker(fixture.memory, options, counters.refused, () -> {});
    CachedStore store = new CachedStore(breaker, options, counters, confirmed);
    return new RevokedTokenCache(stored, store, new Permits(8, counters.refused), () -> {});
  }

  @AfterEach
  void close() {
    reader.shutdownNow();
  }

  @Test
  void whatAPollReportsIsNotAnsweredAsBefore() throws Exception {
    Revision revision = fixture.memory.revisions(Set.of(id)).get(id).revision();
    OrganizationVersion changed = new OrganizationVersion(revision, 1);
    for (int i = 0; i < ROUNDS; i++) {
      readDuring(() -> tokens.learnChanges(Map.of(id, Optional.of(changed))));
      assertEquals(1, tokens.live(id, now).count(), "round " + i);
    }
  }

  @Test
  void whatARecheckDoesNotAskForIsNotAnsweredAsBefore() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      boolean[] asked = new boolean[1];
      readDuring(
          () -> {
            tokens.dropRevoked();
            asked[0] = tokens.organizations().contains(id);
          });
      assertEquals(asked[0] ? 0 : 1, tokens.live(id, now).count(), "round " + i);
    }
  }

  /** Does this some time after a read has seen the store, and after a revocation that it lacks. */
  private void readDuring(Runnable report) throws Exception {
    tokens.evict(id);
    stored.count = 0;
    int phase = stored.read.getPhase();
    Future<?> reading = reader.submit(() -> tokens.live(id, now));
    int unused = stored.read.awaitAdvance(phase);
    stored.count = 1;
    for (int spins = random.nextInt(MAX_SPINS); spins > 0; spins--) {
      Thread.onSpinWait();
    }
    report.run();
    confirmed.confirm(fixture.builder().options().clocks().now());
    reading.get();
  }
}
