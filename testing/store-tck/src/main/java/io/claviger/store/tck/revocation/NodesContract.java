package io.claviger.store.tck.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.ApiKeys;
import io.claviger.access.AccessResult;
import io.claviger.access.Authenticated;
import io.claviger.access.Credential;
import io.claviger.model.ApiKeyPatch;
import io.claviger.model.CidrBlock;
import io.claviger.model.CreatedOrganization;
import io.claviger.model.ErrorCode;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.KeyUsage;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationId;
import io.claviger.model.Role;
import io.claviger.model.RuleViolationException;
import io.claviger.model.Usage;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.test.SettableClock;
import io.claviger.test.SettableExecutor;
import io.claviger.test.SettableTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two nodes on one database, each with a cache. They share one time. */
@TestInstance(Lifecycle.PER_METHOD)
@Execution(ExecutionMode.SAME_THREAD)
abstract class NodesContract {
  static final Duration MAX_STALENESS = Duration.ofSeconds(1);
  private static final Duration MAX_DELAY = Duration.ofSeconds(2);
  private static final int THREADS = 4;
  private static final int REQUESTS = 500;
  private static final long MAX_STEP = Duration.ofMillis(4).toNanos();

  final SettableTicker ticker = new SettableTicker();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final SettableExecutor background = new SettableExecutor();

  /** The time of the ticker up to which the background has run. */
  private final AtomicLong ranUntil = new AtomicLong(ticker.nanos());

  /** Opens a new, empty database; each store that it supplies belongs to another node. */
  protected abstract Supplier<ApiKeyStore> newDatabase();

  /** Wraps the store of a node in a cache with this bound and these clocks. */
  protected abstract ApiKeyStore cached(ApiKeyStore store, CacheTime time);

  /** A request may use a cached key, but management reads the stored one. */
  @Test
  void aDemotedKeyChangesNothingThroughTheOtherNode() {
    List<Node> nodes = nodes(time());
    Node here = nodes.get(0);
    Node there = nodes.get(1);
    CreatedOrganization acme =
        here.asApplication().createOrganization(NewOrganization.named("Acme"));
    OrganizationId id = acme.organization().id();
    CidrBlock home = CidrBlock.of(Node.HOME);
    IssuedApiKey owner =
        here.asApplication().create(id, NewApiKey.of("second", Role.ORG_OWNER).withWhitelist(home));
    ApiKeys asOwner = there.claviger().actingAs(authenticate(there, owner).caller(Node.HOME));
    IssuedApiKey made = asOwner.create(id, NewApiKey.of("while it may", Role.ORG_OWNER));
    assertTrue(authenticate(there, owner).holds(Role.ORG_OWNER));

    here.asApplication()
        .update(
            id,
            owner.apiKey().id(),
            ApiKeyPatch.nothing().replaceOrganizationRoles(Role.ORG_MEMBER));

    Authenticated cached = authenticate(there, owner);
    assertTrue(cached.holds(Role.ORG_OWNER), "the other node knows it as it was");
    ApiKeys demoted = there.claviger().actingAs(cached.caller(Node.HOME));
    assertRefused(() -> demoted.create(id, NewApiKey.of("one more", Role.ORG_OWNER)));
    assertRefused(() -> demoted.revoke(id, made.apiKey().id()));
    assertRefused(() -> asOwner.deleteOrganization(id));
    assertEquals(3, here.asApplication().getOrganization(id).counters().apiKeys());
  }

  /** Usage is written in the background; a node adds its unwritten usage when it reads. */
  @Test
  void useIsCountedExactlyOverBothNodes() throws Exception {
    List<Node> nodes = nodes(time());
    ApiKeys application = nodes.get(0).asApplication();
    OrganizationId id =
        application.createOrganization(NewOrganization.named("Acme")).organization().id();
    CidrBlock home = CidrBlock.of(Node.HOME);
    IssuedApiKey key =
        application.create(id, NewApiKey.of("reader", Node.READER).withWhitelist(home));
    Credential pair = Credential.pair(key.apiKey().publicKey(), key.privateKey());
    Callable<Long> requests = () -> requests(nodes, id, pair);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    long granted = 0;
    try {
      for (Future<Long> each : threads.invokeAll(Collections.nCopies(THREADS, requests))) {
        granted += each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    nodes.get(1).claviger().close();

    assertEquals(THREADS * REQUESTS, granted);
    KeyUsage usage = application.getUsage(id, key.apiKey().id());
    assertEquals(granted, usage.key().count());
    assertEquals(granted, usage.secrets().getOrDefault(key.secretId(), Usage.none()).count());
    assertEquals(granted, usage.entries().getOrDefault(home, Usage.none()).count());
    assertEquals(Optional.of(Node.HOME), usage.key().last().map(Usage.Last::address));
    assertEquals(0, nodes.get(0).claviger().metrics().droppedUsage());
    assertEquals(0, nodes.get(1).claviger().metrics().droppedUsage());
  }

  private long requests(List<Node> nodes, OrganizationId id, Credential pair) {
    long granted = 0;
    for (int i = 0; i < REQUESTS; i++) {
      AccessResult result = nodes.get(i % nodes.size()).request(id, pair);
      granted += result instanceof AccessResult.Granted ? 1 : 0;
      letTimePass();
    }
    return granted;
  }

  private static void assertRefused(Runnable call) {
    RuleViolationException refused = assertThrows(RuleViolationException.class, call::run);
    assertEquals(ErrorCode.NOT_ALLOWED, refused.code());
  }

  private static Authenticated authenticate(Node node, IssuedApiKey issued) {
    return assertInstanceOf(
        Authenticated.class,
        node.claviger()
            .authenticator()
            .authenticate(Credential.pair(issued.apiKey().publicKey(), issued.privateKey())));
  }

  final CacheTime time() {
    return new CacheTime(MAX_STALENESS, clock, ticker, background);
  }

  final List<Node> nodes(CacheTime time) {
    Supplier<ApiKeyStore> database = newDatabase();
    List<Node> nodes = new ArrayList<>();
    for (int number = 0; number < 2; number++) {
      UnsteadyStore connection =
          new UnsteadyStore(database.get(), time.ticker(), this::moveTime, MAX_DELAY);
      nodes.add(new Node(number, cached(connection, time), connection, time));
    }
    return nodes;
  }

  final void letTimePass() {
    moveTime();
    background.runAll();
    long now = ticker.nanos();
    long before = ranUntil.getAndAccumulate(now, Math::max);
    background.advance(Duration.ofNanos(Math.max(0, now - before)));
  }

  final void moveTime() {
    Duration step = Duration.ofNanos(new SplittableRandom().nextLong(MAX_STEP));
    ticker.advance(step);
    clock.advance(step);
  }
}
