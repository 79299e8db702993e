package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.RevokedTokens.Bounds;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.test.FaultyApiKeyStore;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One question to the change feed of a store confirms everything in memory. */
@Timeout(60)
class ChangeFeedTest {
  private static final Duration INTERVAL = MAX_STALENESS.dividedBy(3);

  private final CacheFixture fixture = new CacheFixture();
  private final FaultyApiKeyStore store = new FaultyApiKeyStore(fixture.memory);
  private final ScriptedFeed feed = new ScriptedFeed(store);
  private final CachingApiKeyStore cache = fixture.builder(feed).build();
  private final Tenant tenant = fixture.tenant(2);
  private final Tenant other = fixture.tenant(1);

  /** Loads the keys of both organizations, and lets the cache find its position. */
  private void begin() {
    use();
    round();
  }

  private void use() {
    cache.findByPublicKey(tenant.key());
    cache.findByPublicKey(other.key());
  }

  /** Lets an interval pass, in which there are requests. */
  private void round() {
    cache.findByPublicKey(other.key());
    fixture.pass(INTERVAL);
    fixture.background.run();
  }

  private void assertLoads(int loads) {
    assertEquals(loads, store.calls(Call.FIND_BY_PUBLIC_KEY), "lookups");
  }

  @Test
  void whatIsUsedRarelyIsAnsweredFromMemory() {
    begin();
    IntStream.range(0, 100).forEach(i -> round());

    use();

    assertLoads(2);
    assertEquals(100, store.calls(Call.CHANGES_SINCE));
    assertEquals(1, cache.metrics().counts().rechecks());
    assertEquals(0, cache.metrics().counts().feedMissed());
  }

  @Test
  void aChangeElsewhereIsSeenAfterTheNextPoll() {
    begin();
    tenant.revoke(fixture.memory, 0);
    other.end(fixture.memory);

    round();

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    assertEquals(Optional.empty(), cache.findByPublicKey(other.key()));
  }

  /** As a change of the organization, each would make this node read every key again. */
  @Test
  void aTokenThatIsRevokedElsewhereIsSeenAndLoadsNoKey() {
    RevokedTokens tokens = cache.extensions().revokedTokens().orElseThrow();
    begin();
    for (int i = 0; i < 8; i++) {
      assertEquals(i, tokens.live(tenant.id(), fixture.wall.instant()).count());
      var token = fixture.samples.revokedToken(tenant.stored(0), Duration.ofHours(1));
      assertTrue(
          fixture
              .memory
              .extensions()
              .revokedTokens()
              .orElseThrow()
              .revoke(token, Bounds.standard()));
      round();
    }

    assertEquals(8, tokens.live(tenant.id(), fixture.wall.instant()).count());
    use();
    assertLoads(2);
  }

  @Test
  void whenTheFeedCannotTellAllAreRechecked() {
    begin();
    tenant.revoke(fixture.memory, 0);
    feed.answers = changes -> false;
    round();
    round();

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    use();
    assertEquals(2, cache.metrics().counts().rechecks());
  }

  @Test
  void afterAPollThatFailsAllAreRechecked() {
    begin();
    store.fail(Call.CHANGES_SINCE, 1, StoreException.Kind.UNREACHABLE);
    round();
    assertEquals(1, store.calls(Call.REVISIONS));

    round();
    assertEquals(2, store.calls(Call.REVISIONS));

    round();
    assertEquals(2, store.calls(Call.REVISIONS));
    assertEquals(2, store.calls(Call.CHANGES_SINCE));
  }

  /** Meanwhile another database may have taken the place of the one that this node has read. */
  @Test
  void afterAPauseAllAreRechecked() {
    begin();
    round();
    assertEquals(1, store.calls(Call.REVISIONS));
    fixture.pass(MAX_STALENESS.plusNanos(1));

    round();

    assertEquals(2, store.calls(Call.REVISIONS));
  }

  /** The feed may need a table that is locked, or may answer too late. */
  @Test
  void whereNoPositionCanBeHadAllAreRecheckedEachTime() {
    store.fail(Call.CURRENT_POSITION, 3, StoreException.Kind.UNREACHABLE);
    begin();
    round();
    round();
    assertEquals(3, store.calls(Call.REVISIONS));

    round();
    round();
    assertEquals(4, store.calls(Call.REVISIONS));
    assertEquals(1, store.calls(Call.CHANGES_SINCE));
    assertLoads(2);
  }

  /** With a short bound, the question for the position may take as long as a round. */
  @Test
  void whatIsAskedSlowlyIsAskedAllTheSame() {
    Duration bound = Duration.ofMillis(100);
    CachingApiKeyStore brief = fixture.builder(feed).maxStaleness(bound).build();
    for (int i = 0; i < 10; i++) {
      store.run(Call.CURRENT_POSITION, () -> fixture.pass(bound.dividedBy(3).plusMillis(1)));
      brief.findByPublicKey(tenant.key());
      fixture.background.run();
    }

    assertTrue(brief.metrics().counts().hits() >= 8, brief.metrics()::toString);
  }

  @Test
  void withoutTheFeedAllAreRecheckedEachTime() {
    CachingApiKeyStore alone = fixture.builder(store).changeFeed(false).build();
    for (int i = 0; i < 3; i++) {
      alone.findByPublicKey(tenant.key());
      fixture.background.run();
    }

    assertEquals(3, store.calls(Call.REVISIONS));
    assertEquals(0, store.calls(Call.CURRENT_POSITION));
  }

  /** After the answer nothing would report that change again. */
  @Test
  void aLoadThatBeganBeforeAReportedChangeIsNotKept() {
    begin();
    cache.evict(tenant.id());
    feed.afterLookup =
        () -> {
          tenant.revoke(fixture.memory, 0);
          round();
        };

    cache.findByPublicKey(tenant.key());

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  /** The position is later than what the load has read, so nothing reports the change. */
  @Test
  void aLoadThatBeganBeforeThePositionIsNotKept() {
    cache.findByPublicKey(other.key());
    feed.afterLookup =
        () -> {
          tenant.revoke(fixture.memory, 0);
          fixture.background.run();
        };

    cache.findByPublicKey(tenant.key());

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
  }

  /** Somebody restores rows by hand, or the store is wrong. */
  @Test
  void aChangeThatIsNeverReportedIsFoundAndCounted() {
    begin();
    feed.reports = id -> !id.equals(tenant.id());
    tenant.revoke(fixture.memory, 0);

    IntStream.range(0, 4).forEach(i -> round());

    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()));
    assertEquals(1, cache.metrics().counts().feedMissed());
  }

  @Test
  void aChangeThatTheNextPollReportsDoesNotCountAsMissed() {
    begin();
    round();
    round();
    feed.afterPoll = () -> tenant.revoke(fixture.memory, 0);
    round();
    assertEquals(Optional.empty(), cache.findByPublicKey(tenant.key()), "it was compared");

    round();

    assertEquals(0, cache.metrics().counts().feedMissed());
  }

  @Test
  void manyChangesWithoutAPositionGetOneAtOnceAndFewOnesLater() {
    begin();
    feed.pending = 1;
    IntStream.range(0, 19).forEach(i -> round());
    assertEquals(0, store.calls(Call.ASSIGN_POSITIONS));
    round();
    assertEquals(1, store.calls(Call.ASSIGN_POSITIONS));
    assertEquals(1, cache.metrics().pendingChanges());

    feed.pending = 101;
    round();
    assertEquals(2, store.calls(Call.ASSIGN_POSITIONS));
  }

  /** When a synchronous standby is gone, commits hang, but reads do not. */
  @Test
  void whileNumberingHangsPollsConfirm() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      CountDownLatch begun = new CountDownLatch(1);
      CompletableFuture<Void> go = new CompletableFuture<>();
      store.run(
          Call.ASSIGN_POSITIONS,
          () -> {
            begun.countDown();
            go.join();
          });
      feed.pending = 101;
      CachingApiKeyStore busy = fixture.builder(feed).executor(threads).build();
      for (int i = 0; i < 10; i++) {
        busy.findByPublicKey(tenant.key());
        fixture.pass(INTERVAL);
        fixture.background.run();
      }

      assertEquals(1, store.calls(Call.FIND_BY_PUBLIC_KEY));
      assertTrue(begun.await(30, TimeUnit.SECONDS));
      assertEquals(1, store.calls(Call.ASSIGN_POSITIONS));
      go.complete(null);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aPollThatHangsIsGivenUp() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      CachingApiKeyStore busy =
          fixture.builder(feed).maxStaleness(Duration.ofSeconds(3)).executor(threads).build();
      busy.findByPublicKey(tenant.key());
      fixture.background.run();
      CountDownLatch go = new CountDownLatch(1);
      store.hold(Call.CHANGES_SINCE, go);
      busy.findByPublicKey(tenant.key());
      fixture.background.run();
      assertEquals(1, busy.metrics().counts().failures());

      busy.findByPublicKey(tenant.key());
      fixture.background.run();

      assertEquals(2, store.calls(Call.REVISIONS));
      go.countDown();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void whatIsAskedForAfterAnOutageIsLoadedOnceAtMost() {
    begin();
    feed.down = true;
    for (int i = 0; i < 100; i++) {
      fixture.pass(INTERVAL);
      assertTrue(i < 3 || isRefused());
      fixture.background.run();
    }
    feed.down = false;
    int before = store.calls(Call.FIND_BY_PUBLIC_KEY);
    fixture.pass(Duration.ofSeconds(1));
    cache.findByPublicKey(tenant.key());
    fixture.background.run();

    use();

    assertLoads(before + 1);
  }

  private boolean isRefused() {
    try {
      cache.findByPublicKey(tenant.key());
      return false;
    } catch (StoreException e) {
      return true;
    }
  }

  /** A store whose feed a test changes. */
  private static final class ScriptedFeed extends ForwardingApiKeyStore implements ChangeFeed {
    private Predicate<Changes> answers = changes -> true;
    private Predicate<OrganizationId> reports = id -> true;
    private Runnable afterLookup = () -> {};
    private Runnable afterPoll = () -> {};
    private int pending;
    private boolean down;

    ScriptedFeed(ApiKeyStore delegate) {
      super(delegate);
    }

    private void requireUp() {
      if (down) {
        throw new StoreException(StoreException.Kind.UNREACHABLE, "from a test", null);
      }
    }

    @Override
    protected Map<OrganizationId, OrganizationVersion> revisions(
        ChangeStore from, Set<OrganizationId> ids) {
      requireUp();
      return super.revisions(from, ids);
    }

    private ChangeFeed real() {
      requireUp();
      return delegate().extensions().changeFeed().orElseThrow();
    }

    @Override
    public StoreExtensions extensions() {
      return super.extensions().withChangeFeed(this);
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      requireUp();
      Optional<KeyLookup> found = super.findByPublicKey(publicKey);
      Runnable once = afterLookup;
      afterLookup = () -> {};
      once.run();
      return found;
    }

    @Override
    public Position now() {
      return real().now();
    }

    @Override
    public Optional<Changes> since(Position position) {
      Optional<Changes> changes = real().since(position).filter(answers).map(this::edited);
      answers = any -> true;
      Runnable once = afterPoll;
      afterPoll = () -> {};
      once.run();
      return changes;
    }

    private Changes edited(Changes real) {
      Map<OrganizationId, Optional<OrganizationVersion>> reported = new HashMap<>(real.versions());
      reported.keySet().removeIf(reports.negate());
      return new Changes(real.next(), reported, pending);
    }

    @Override
    public int assignPositions() {
      return real().assignPositions();
    }
  }
}
