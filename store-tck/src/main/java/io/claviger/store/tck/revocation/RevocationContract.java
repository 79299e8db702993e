package io.claviger.store.tck.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeyPatch;
import io.claviger.ApiKeys;
import io.claviger.Background;
import io.claviger.CidrBlock;
import io.claviger.CreatedOrganization;
import io.claviger.ErrorCode;
import io.claviger.IssuedApiKey;
import io.claviger.NewApiKey;
import io.claviger.NewOrganization;
import io.claviger.OrganizationId;
import io.claviger.Role;
import io.claviger.RuleViolation;
import io.claviger.Ticker;
import io.claviger.access.Authenticated;
import io.claviger.access.PresentedCredential;
import io.claviger.spi.ApiKeyStore;
import io.claviger.store.tck.SettableClock;
import io.claviger.store.tck.SettableTicker;
import io.claviger.store.tck.revocation.UnsteadyStore.Way;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a cache round a store must keep, with the store it is used on: two nodes on one database.
 * Keys are disabled, demoted, taken off their whitelist, rotated and deleted through either node,
 * and allowed again, while both answer requests. In the end a history tells whether every answer
 * was right at some instant not longer than {@code maxStaleness} before its request: nobody was
 * admitted later than that after the commit which forbade it, and nobody refused later than that
 * after the commit which allowed it; and what a node changed by itself it saw at once.
 *
 * <p>Whoever extends it closes in an {@code @AfterEach} what it opened.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class RevocationContract {
  private static final Duration MAX_STALENESS = Duration.ofSeconds(1);
  private static final Duration MAX_STALENESS_IN_REAL_TIME = Duration.ofMillis(200);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);
  private static final long LONGEST_STEP = Duration.ofMillis(4).toNanos();

  private final SettableTicker ticker = new SettableTicker();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final TickedBackground background = new TickedBackground(ticker);

  /** For subclasses. */
  protected RevocationContract() {}

  /** A new, empty database: each store that it gives is another node's. */
  protected abstract Supplier<ApiKeyStore> newDatabase();

  /** The cache of a node, with that bound, going by that time. */
  protected abstract ApiKeyStore cached(ApiKeyStore store, CacheTime time);

  /** How many changes are made in a test, in each of three organizations. */
  protected int changes() {
    return 400;
  }

  @Test
  void nobodyIsAdmittedTooLate() throws Exception {
    assertHistory(Way.STEADY);
  }

  @Test
  void norWhereNothingIsDoneInTheBackground() throws Exception {
    assertHistory(this::moveTime, Way.STEADY);
  }

  @Test
  void norWhereTheDatabaseIsCutOff() throws Exception {
    assertHistory(Way.STEADY, Way.CUT);
  }

  @Test
  void norWhereItIsSlow() throws Exception {
    assertHistory(Way.STEADY, Way.STEADY, Way.SLOW);
  }

  @Test
  void norWhereItAnswersLate() throws Exception {
    assertHistory(Way.STEADY, Way.STEADY, Way.LATE);
  }

  @Test
  void norWhereEverythingHappens() throws Exception {
    assertHistory(Way.STEADY, Way.CUT, Way.SLOW, Way.LATE);
  }

  @Test
  void norInRealTime() throws Exception {
    CacheTime time =
        new CacheTime(
            MAX_STALENESS_IN_REAL_TIME,
            InstantSource.system(),
            Ticker.system(),
            Background.daemon("contract"));
    Load.Plan plan =
        new Load.Plan(3, Integer.MAX_VALUE, Duration.ofSeconds(3), List.of(Way.STEADY));
    Load load = new Load(nodes(time), Ticker.system(), () -> {}, plan);
    assertExplained(load.run(), MAX_STALENESS_IN_REAL_TIME);
  }

  /** A cached copy authenticates, but management looks at what is stored. */
  @Test
  void aDemotedKeyChangesNothingThroughTheOtherNode() {
    List<Node> nodes = nodes(time());
    Node here = nodes.get(0);
    Node there = nodes.get(1);
    CreatedOrganization acme = here.asHost().createOrganization(NewOrganization.named("Acme"));
    OrganizationId id = acme.organization().id();
    CidrBlock home = CidrBlock.of(Node.HOME);
    IssuedApiKey owner =
        here.asHost().create(id, NewApiKey.of("second", Role.ORG_OWNER).withWhitelist(home));
    ApiKeys asOwner = there.claviger().actingAs(authenticate(there, owner).caller(Node.HOME));
    IssuedApiKey made = asOwner.create(id, NewApiKey.of("while it may", Role.ORG_OWNER));
    assertTrue(authenticate(there, owner).apiKey().holds(Role.ORG_OWNER));

    here.asHost()
        .update(
            id,
            owner.apiKey().id(),
            ApiKeyPatch.nothing().replaceOrganizationRoles(Role.ORG_MEMBER));

    Authenticated cached = authenticate(there, owner);
    assertTrue(cached.apiKey().holds(Role.ORG_OWNER), "the other node knows it as it was");
    ApiKeys demoted = there.claviger().actingAs(cached.caller(Node.HOME));
    assertRefused(() -> demoted.create(id, NewApiKey.of("one more", Role.ORG_OWNER)));
    assertRefused(() -> demoted.delete(id, made.apiKey().id()));
    assertRefused(() -> asOwner.deleteOrganization(id));
    assertEquals(3, here.asHost().getOrganization(id).counters().apiKeys());
  }

  private static void assertRefused(Runnable deed) {
    RuleViolation refused = assertThrows(RuleViolation.class, deed::run);
    assertEquals(ErrorCode.USER_UNAUTHORIZED, refused.code());
  }

  private static Authenticated authenticate(Node node, IssuedApiKey issued) {
    return assertInstanceOf(
        Authenticated.class,
        node.claviger()
            .authenticator()
            .authenticate(
                new PresentedCredential.Pair(issued.apiKey().publicKey(), issued.privateKey())));
  }

  private void assertHistory(Way... ways) throws Exception {
    assertHistory(this::letTimePass, ways);
  }

  private void assertHistory(Runnable timePasses, Way... ways) throws Exception {
    Load.Plan plan = new Load.Plan(3, changes(), Duration.ofSeconds(20), List.of(ways));
    assertExplained(new Load(nodes(time()), ticker, timePasses, plan).run(), MAX_STALENESS);
  }

  private void assertExplained(List<Request> requests, Duration maxStaleness) {
    long granted = requests.stream().filter(Request::granted).count();
    assertTrue(granted > 100, granted + " requests were granted");
    assertTrue(requests.size() - granted > 100, "too few requests were refused");
    List<Request> wrong =
        requests.stream().filter(each -> !each.isExplained(maxStaleness.toNanos())).toList();
    assertEquals(List.of(), wrong.stream().limit(3).toList(), wrong.size() + " wrong answers");
  }

  private CacheTime time() {
    return new CacheTime(MAX_STALENESS, clock, ticker, background);
  }

  private List<Node> nodes(CacheTime time) {
    Supplier<ApiKeyStore> database = newDatabase();
    List<Node> nodes = new ArrayList<>();
    for (int number = 0; number < 2; number++) {
      UnsteadyStore way =
          new UnsteadyStore(database.get(), time.ticker(), this::moveTime, LONGEST_DELAY);
      nodes.add(new Node(number, cached(way, time), way, time));
    }
    return nodes;
  }

  private void letTimePass() {
    moveTime();
    background.runDue();
  }

  private void moveTime() {
    Duration step = Duration.ofNanos(new SplittableRandom().nextLong(LONGEST_STEP));
    ticker.advance(step);
    clock.advance(step);
  }
}
