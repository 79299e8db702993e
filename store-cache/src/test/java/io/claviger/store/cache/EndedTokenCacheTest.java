package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyId;
import io.claviger.model.EndedToken;
import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import io.claviger.spi.store.EndedTokens;
import io.claviger.spi.store.EndedTokens.Bounds;
import io.claviger.spi.store.EndedTokens.Live;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ended tokens are answered from memory while their count was seen within the bound. */
class EndedTokenCacheTest {
  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore cache = fixture.builder().build();
  private final EndedTokens tokens = cache.extensions().endedTokens().orElseThrow();
  private final EndedTokens elsewhere = fixture.memory.extensions().endedTokens().orElseThrow();
  private final Tenant tenant = fixture.tenant(1);

  @Test
  void anEndElsewhereMakesThisNodeReadTheTokensOfThatOrganizationOnly() {
    Tenant neighbour = fixture.tenant(1);
    for (Tenant each : List.of(tenant, neighbour)) {
      cache.findByPublicKey(each.key());
      assertEquals(Live.none(), live(each));
    }
    EndedToken token = token();
    end(elsewhere, token);
    assertEquals(Live.none(), live(tenant), "within the bound");

    fixture.background.run();

    assertEquals(new Live(1, Set.of(token.id())), live(tenant));
    assertEquals(Live.none(), live(neighbour));
    cache.findByPublicKey(tenant.key());
    fixture.assertAsked(2, 1);
    assertReads(3);
  }

  /** As a change of the organization, each end would make this node read every key again. */
  @Test
  void eightEndsElsewhereMakeThisNodeReadNoKeyAgain() {
    Tenant large = fixture.tenant(100);
    Set<AccessTokenId> ended = new HashSet<>();
    for (int round = 0; round <= 8; round++) {
      for (int key = 0; key < 100; key++) {
        assertTrue(cache.findByPublicKey(large.key(key)).isPresent());
      }
      assertEquals(new Live(round, ended), live(large));
      EndedToken token = token(large);
      ended.add(token.id());
      end(elsewhere, token);
      fixture.background.run();
    }

    fixture.assertAsked(100, 9);
    assertReads(9);
  }

  @Test
  void manyEndsInOneOrganizationDisplaceNoOther() {
    EndedTokens small =
        fixture.builder().maximumSize(3).build().extensions().endedTokens().orElseThrow();
    Tenant busy = fixture.tenant(1);
    for (int i = 0; i < 10; i++) {
      end(small, token(busy));
    }
    for (int round = 0; round < 10; round++) {
      assertEquals(Live.none(), small.live(tenant.id(), now()));
      assertEquals(10, small.live(busy.id(), now()).count());
    }

    assertReads(2);
  }

  /** An organization may have 5,000, and there may be many organizations. */
  @Test
  void theMemoryIsBoundedByTokens() {
    List<AccessTokenId> ids = Stream.generate(() -> token().id()).limit(5_000).toList();
    Live many = new Live(5_000, Set.copyOf(ids));
    Overtaken full = new Overtaken(elsewhere);
    full.answer = many;
    CachingApiKeyStore busy = over(full);
    EndedTokens own = busy.extensions().endedTokens().orElseThrow();
    for (int i = 0; i < 150; i++) {
      assertEquals(many, own.live(new OrganizationId("o" + i), now()));
    }

    long kept = busy.metrics().endedTokens().tokens();
    assertTrue(kept > 250_000 && kept <= 600_000, kept + " tokens in memory");
  }

  /** Their organization may be in use for years. */
  @Test
  void expiredTokensAreForgottenWithinAnHour() {
    EndedToken longer =
        fixture.samples.endedToken(fixture.samples.key(tenant.id()), Duration.ofHours(2));
    end(elsewhere, token());
    end(elsewhere, longer);
    cache.findByPublicKey(tenant.key());
    assertEquals(2, live(tenant).tokens().size());

    fixture.pass(Duration.ofHours(1));
    fixture.background.run();
    fixture.store.fail(Call.LIVE_ENDED_TOKENS, 1, StoreException.Kind.UNREACHABLE);

    assertEquals(2, live(tenant).tokens().size(), "they are young, and the store fails");
    fixture.pass(Duration.ofSeconds(1));
    assertEquals(new Live(2, Set.of(longer.id())), live(tenant));
    assertEquals(1, cache.metrics().endedTokens().tokens());
    assertReads(3);
  }

  @Test
  void anEndOnThisNodeIsSeenAtOnce() {
    assertEquals(Live.none(), live(tenant));
    EndedToken token = token();

    end(tokens, token);

    assertEquals(new Live(1, Set.of(token.id())), live(tenant));
    assertEquals(1, live(tenant).count());
    assertReads(2);
  }

  @Test
  void theBoundHoldsWithoutARefresh() {
    assertEquals(Live.none(), live(tenant));
    end(elsewhere, token());
    fixture.pass(MAX_STALENESS);
    assertEquals(Live.none(), live(tenant));

    fixture.pass(Duration.ofNanos(1));

    assertEquals(1, live(tenant).count());
  }

  @Test
  void aRefreshKeepsThemYoung() {
    for (int round = 0; round < 10; round++) {
      cache.findByPublicKey(tenant.key());
      assertEquals(Live.none(), live(tenant));
      fixture.pass(MAX_STALENESS.dividedBy(3));
      fixture.background.run();
    }

    assertReads(1);
  }

  /** A key that is used does not make tokens old that nobody uses. */
  @Test
  void theirAgeIsThatOfTokensInUse() {
    Duration third = MAX_STALENESS.dividedBy(3);
    end(elsewhere, token());
    cache.findByPublicKey(tenant.key());
    live(tenant);
    fixture.pass(third);
    assertMetrics(Duration.ZERO);

    live(tenant);
    assertMetrics(third);

    fixture.background.run();
    assertMetrics(Duration.ZERO);

    fixture.pass(third);
    cache.findByPublicKey(tenant.key());
    assertMetrics(Duration.ZERO);
    assertReads(1);
  }

  private void assertMetrics(Duration age) {
    assertEquals(new CacheMetrics.EndedTokens(1, age), cache.metrics().endedTokens());
  }

  @Test
  void whileTheStoreFailsOldOnesAreServedOnlyWhereThatIsChosen() {
    CachingApiKeyStore lenient =
        fixture.builder().staleIfError(MAX_STALENESS.multipliedBy(2)).build();
    EndedTokens stale = lenient.extensions().endedTokens().orElseThrow();
    assertEquals(Live.none(), live(tenant));
    assertEquals(Live.none(), stale.live(tenant.id(), now()));
    fixture.pass(MAX_STALENESS.plusNanos(1));
    fixture.store.fail(Call.LIVE_ENDED_TOKENS, 2, StoreException.Kind.UNREACHABLE);

    assertThrows(StoreException.class, () -> live(tenant));
    assertEquals(Live.none(), stale.live(tenant.id(), now()));
  }

  /** Otherwise this node accepts a token that it has ended itself. */
  @Test
  void aReadThatBeganBeforeAnEndIsNotKept() {
    EndedToken token = token();
    Overtaken overtaken = new Overtaken(elsewhere);
    EndedTokens own = over(overtaken).extensions().endedTokens().orElseThrow();
    overtaken.afterRead = () -> end(own, token);

    own.live(tenant.id(), now());

    assertEquals(new Live(1, Set.of(token.id())), own.live(tenant.id(), now()));
  }

  private CachingApiKeyStore over(EndedTokens ended) {
    return fixture
        .builder(
            new ForwardingApiKeyStore(fixture.store) {
              @Override
              public StoreExtensions extensions() {
                return super.extensions().withEndedTokens(ended);
              }
            })
        .build();
  }

  /** Lets something happen after a read, and before its result arrives, or has its own answer. */
  private static final class Overtaken implements EndedTokens {
    private final EndedTokens real;
    private Runnable afterRead = () -> {};
    private @Nullable Live answer;

    Overtaken(EndedTokens real) {
      this.real = real;
    }

    @Override
    public Live live(OrganizationId organization, Instant now) {
      Live live = answer == null ? real.live(organization, now) : answer;
      Runnable once = afterRead;
      afterRead = () -> {};
      once.run();
      return live;
    }

    @Override
    public boolean end(EndedToken token, Bounds bounds) {
      return real.end(token, bounds);
    }

    @Override
    public List<EndedToken> ofKey(OrganizationId organization, ApiKeyId key) {
      return real.ofKey(organization, key);
    }

    @Override
    public int sweep(Instant before, int most) {
      return real.sweep(before, most);
    }
  }

  private Live live(Tenant of) {
    return tokens.live(of.id(), now());
  }

  private static void end(EndedTokens where, EndedToken token) {
    assertTrue(where.end(token, Bounds.standard()));
  }

  private EndedToken token() {
    return token(tenant);
  }

  private EndedToken token(Tenant of) {
    return fixture.samples.endedToken(fixture.samples.key(of.id()), Duration.ofHours(1));
  }

  private Instant now() {
    return fixture.wall.instant();
  }

  private void assertReads(int reads) {
    assertEquals(reads, fixture.store.calls(Call.LIVE_ENDED_TOKENS), "reads of ended tokens");
  }
}
