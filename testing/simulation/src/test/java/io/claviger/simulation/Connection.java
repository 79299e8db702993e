package io.claviger.simulation;

import io.claviger.model.ApiKeyId;
import io.claviger.model.KeyPage;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationPage;
import io.claviger.model.OrganizationQuery;
import io.claviger.model.PublicKey;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.NamedValue;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.StoreExtensions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The store as a node reaches it: each call can fail before or after its effect. Between the effect
 * and the answer, time passes, and everything else goes on.
 */
final class Connection implements ApiKeyStore, RevokedTokens, ChangeFeed {
  private final Node node;
  private final World world;
  private final SimulatedStore store;
  private long calls;

  Connection(Node node, World world) {
    this.node = node;
    this.world = world;
    this.store = world.store();
  }

  /** Returns the number of calls until now. */
  long calls() {
    return calls;
  }

  private <T> T call(String what, Object subject, Supplier<T> work) {
    calls++;
    world.trace().note(node.number(), what, subject);
    world.faults().perhapsRefuse();
    T answer = work.get();
    pass();
    world.faults().perhapsLoseAnswer();
    return answer;
  }

  private void pass() {
    world.scheduler().pass(world.faults().delay());
    while (node.isAsleep() && !world.scheduler().isStopped()) {
      world.scheduler().pass(node.untilAwake());
    }
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    return node.reading(publicKey, () -> call("find", publicKey, () -> store.find(publicKey)));
  }

  @Override
  public Map<OrganizationId, OrganizationVersion> revisions(Set<OrganizationId> ids) {
    return call("revisions", "", () -> store.versions(ids));
  }

  @Override
  public boolean commit(OrganizationChange change) {
    OrganizationId id = change.organization().id();
    var entry = call("commit", id, () -> Optional.ofNullable(store.commit(change, node.number())));
    entry.ifPresent(done -> done.acknowledge(world.scheduler().now()));
    return entry.isPresent();
  }

  @Override
  public boolean revoke(RevokedToken token, Bounds bounds) {
    OrganizationId id = token.organization();
    var entry = call("revoke", id, () -> store.revoke(token, node.number()));
    entry.acknowledge(world.scheduler().now());
    return true;
  }

  @Override
  public Live live(OrganizationId id, Instant now) {
    return node.reading(id, () -> call("live", id, () -> store.tokensOf(id).newest()));
  }

  @Override
  public Position now() {
    return call("now", "", () -> store.feed().now());
  }

  @Override
  public Optional<Changes> since(Position position) {
    return call("since", position, () -> store.feed().since(position, store::version));
  }

  /** Takes time between its read and its commit, where it may die. */
  @Override
  public int assignPositions() {
    return call(
        "assign positions", "", () -> store.feed().beginNumbering().map(this::number).orElse(0));
  }

  private int number(SimulatedFeed.Numbering numbering) {
    boolean done = false;
    try {
      pass();
      world.faults().perhapsRefuse();
      done = true;
      return numbering.size();
    } finally {
      store.feed().endNumbering(numbering, done);
    }
  }

  @Override
  public StoreExtensions extensions() {
    StoreExtensions tokens = StoreExtensions.none().withRevokedTokens(this);
    return world.scenario().feed() ? tokens.withChangeFeed(this) : tokens;
  }

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId id, Set<ApiKeyId> keys) {
    throw new UnsupportedOperationException();
  }

  @Override
  public KeyPage listKeys(KeyQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OrganizationPage listOrganizations(OrganizationQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String storeIfAbsent(NamedValue value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<RevokedToken> ofKey(OrganizationId id, ApiKeyId key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int sweep(Instant before, int max) {
    throw new UnsupportedOperationException();
  }
}
