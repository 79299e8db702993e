package io.claviger.store.cache;

import static io.claviger.store.cache.CacheFixture.MAX_STALENESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.AccessTokenId;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.model.RevokedToken;
import io.claviger.model.StoreException;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.RevokedTokens.Bounds;
import io.claviger.spi.store.RevokedTokens.Live;
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

/** Revoked tokens are answered from memory while their count was seen within the bound. */
class RevokedTokenCacheTest {
  private final CacheFixture fixture = new CacheFixture();
  private final CachingApiKeyStore cache = fixture.builder().build();
  private final RevokedTokens tokens = cache.extensions().revokedTokens().orElseThrow();
  private final RevokedTokens elsewhere = fixture.memory.extensions().revokedTokens().orElseThrow();
  private final Tenant tenant = fixture.tenant(1);

  @Test
  void anEndElsewhereMakesThisNodeReadTheTokensOfThatOrganizationOnly() {
    Tenant neighbour = fixture.tenant(1);
    for (Tenant each : List.of(tenant, neighbour)) {
      cache.findByPublicKey(each.key());
      assertEquals(Live.none(), live(each));
    }
    RevokedToken token = token();
    revoke(elsewhere, token);
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
    Set<AccessTokenId> revoked = new HashSet<>();
    for (int round = 0; round <= 8; round++) {
      for (int key = 0; key < 100; key++) {
        assertTrue(cache.findByPublicKey(large.key(key)).isPresent());
      }
      assertEquals(new Live(round, revoked), live(large));
      RevokedToken token = token(large);
      revoked.add(token.id());
      revoke(elsewhere, token);
      fixture.background.run();
    }

    fixture.assertAsked(100, 9);
    assertReads(9);
  }

  @Test
  void manyEndsInOneOrganizationDisplaceNoOther() {
    RevokedTokens small =
        fixture.builder().maxSize(3).build().extensions().revokedTokens().orElseThrow();
    Tenant busy = fixture.tenant(1);
    for (int i = 0; i < 10; i++) {
      revoke(small, token(busy));
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
    RevokedTokens own = busy.extensions().revokedTokens().orElseThrow();
    for (int i = 0; i < 150; i++) {
      assertEquals(many, own.live(new OrganizationId("o" + i), now()));
    }

    long kept = busy.metrics().revokedTokens();
    assertTrue(kept > 250_000 && kept <= 600_000, kept + " tokens in memory");
  }

  /** Their organization may be in use for years. */
  @Test
  void expiredTokensAreForgottenWithinAnHour() {
    RevokedToken longer =
        fixture.samples.revokedToken(fixture.samples.key(tenant.id()), Duration.ofHours(2));
    revoke(elsewhere, token());
    revoke(elsewhere, longer);
    cache.findByPublicKey(tenant.key());
    assertEquals(2, live(tenant).tokens().size());

    fixture.pass(Duration.ofHours(1));
    fixture.background.run();
    fixture.store.fail(Call.LIVE_REVOKED_TOKENS, 1, StoreException.Kind.UNREACHABLE);

    assertEquals(2, live(tenant).tokens().size(), "they are young, and the store fails");
    fixture.pass(Duration.ofSeconds(1));
    assertEquals(new Live(2, Set.of(longer.id())), live(tenant));
    assertEquals(1, cache.metrics().revokedTokens());
    assertReads(3);
  }

  @Test
  void anEndOnThisNodeIsSeenAtOnce() {
    assertEquals(Live.none(), live(tenant));
    RevokedToken token = token();

    revoke(tokens, token);

    assertEquals(new Live(1, Set.of(token.id())), live(tenant));
    assertEquals(1, live(tenant).count());
    assertReads(2);
  }

  @Test
  void theBoundHoldsWithoutARefresh() {
    assertEquals(Live.none(), live(tenant));
    revoke(elsewhere, token());
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

  @Test
  void whileTheStoreFailsOldOnesAreServedOnlyWhereThatIsChosen() {
    CachingApiKeyStore lenient =
        fixture.builder().staleIfError(MAX_STALENESS.multipliedBy(2)).build();
    RevokedTokens stale = lenient.extensions().revokedTokens().orElseThrow();
    assertEquals(Live.none(), live(tenant));
    assertEquals(Live.none(), stale.live(tenant.id(), now()));
    fixture.pass(MAX_STALENESS.plusNanos(1));
    fixture.store.fail(Call.LIVE_REVOKED_TOKENS, 2, StoreException.Kind.UNREACHABLE);

    assertThrows(StoreException.class, () -> live(tenant));
    assertEquals(Live.none(), stale.live(tenant.id(), now()));
  }

  /** Otherwise this node accepts a token that it has revoked itself. */
  @Test
  void aReadThatBeganBeforeAnEndIsNotKept() {
    RevokedToken token = token();
    Overtaken overtaken = new Overtaken(elsewhere);
    RevokedTokens own = over(overtaken).extensions().revokedTokens().orElseThrow();
    overtaken.afterRead = () -> revoke(own, token);

    own.live(tenant.id(), now());

    assertEquals(new Live(1, Set.of(token.id())), own.live(tenant.id(), now()));
  }

  private CachingApiKeyStore over(RevokedTokens revoked) {
    return fixture
        .builder(
            new ForwardingApiKeyStore(fixture.store) {
              @Override
              public StoreExtensions extensions() {
                return super.extensions().withRevokedTokens(revoked);
              }
            })
        .build();
  }

  /** Lets something happen after a read, and before its result arrives, or has its own answer. */
  private static final class Overtaken implements RevokedTokens {
    private final RevokedTokens real;
    private Runnable afterRead = () -> {};
    private @Nullable Live answer;

    Overtaken(RevokedTokens real) {
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
    public boolean revoke(RevokedToken token, Bounds bounds) {
      return real.revoke(token, bounds);
    }

    @Override
    public List<RevokedToken> ofKey(OrganizationId organization, ApiKeyId key) {
      return real.ofKey(organization, key);
    }

    @Override
    public int sweep(Instant before, int max) {
      return real.sweep(before, max);
    }
  }

  private Live live(Tenant of) {
    return tokens.live(of.id(), now());
  }

  private static void revoke(RevokedTokens where, RevokedToken token) {
    assertTrue(where.revoke(token, Bounds.standard()));
  }

  private RevokedToken token() {
    return token(tenant);
  }

  private RevokedToken token(Tenant of) {
    return fixture.samples.revokedToken(fixture.samples.key(of.id()), Duration.ofHours(1));
  }

  private Instant now() {
    return fixture.wall.instant();
  }

  private void assertReads(int reads) {
    assertEquals(reads, fixture.store.calls(Call.LIVE_REVOKED_TOKENS), "reads of revoked tokens");
  }
}
