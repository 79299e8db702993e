package io.claviger.store.cache;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.StoreException;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.StoredApiKey;
import io.claviger.store.memory.InMemoryApiKeyStore;
import io.claviger.store.tck.Samples;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two caches over one store, and beside them everything that was ever true: each answer must have
 * been, within the bound. The first node is careful, the second serves what it cannot confirm. Each
 * tenant has one key from the start, and others that may come. One thread.
 */
final class TwoNodes {
  static final Duration FIRST_BOUND = Duration.ofSeconds(5);
  static final Duration SECOND_BOUND = Duration.ofSeconds(20);
  static final int TENANTS = 2;
  static final int KEYS_EACH = 3;

  /** What a change does. */
  enum Change {
    MOVE,
    CREATE,
    DELETE
  }

  /** What a change says became of it. */
  enum Outcome {
    MADE,
    LOST,
    UNKNOWN
  }

  private final Samples samples = new Samples();
  private final InMemoryApiKeyStore memory = new InMemoryApiKeyStore();
  private final History history = new History();
  private final Deque<Runnable> whileAnswering = new ArrayDeque<>();
  private final List<Tenant> tenants =
      Stream.generate(() -> Tenant.in(memory, samples, 1)).limit(TENANTS).toList();
  private final List<StoredApiKey> keys = new ArrayList<>();
  private final Node careful;
  private final Node available;
  private boolean failing;
  private boolean slow;
  private boolean loseOutcome;

  TwoNodes() {
    for (Tenant tenant : tenants) {
      keys.add(tenant.stored(0));
      IntStream.range(1, KEYS_EACH).forEach(i -> keys.add(samples.key(tenant.id())));
    }
    Troubled store = new Troubled();
    this.careful = new Node(samples.instant(), store, builder -> builder);
    this.available =
        new Node(samples.instant(), store, builder -> builder.serveUnconfirmed(SECOND_BOUND));
    note();
  }

  private List<Node> nodes() {
    return List.of(careful, available);
  }

  Node node(int number) {
    return nodes().get(number);
  }

  private void note() {
    history.note(
        keys.stream().map(key -> memory.findByPublicKey(key.key().publicKey())).toList(),
        careful.moment(),
        available.moment());
  }

  /** Asks a node, and compares with what was true. */
  void lookUp(int number, int key) {
    Node node = node(number);
    Tenant tenant = tenants.get(key / KEYS_EACH);
    int changed = node.changedAt(tenant);
    int created = node.changedAt(keys.get(key));
    long lapsed = node.cache().metrics().counts().lapsed();
    slow = false;
    Optional<KeyLookup> answer;
    try {
      answer = node.cache().findByPublicKey(keys.get(key).key().publicKey());
    } catch (StoreException e) {
      assertTrue(failing || slow || node.mayRefuse(), "it failed though the store did not");
      return;
    } finally {
      if (failing || slow) {
        node.trouble();
      }
    }
    boolean unconfirmed = node.cache().metrics().counts().lapsed() > lapsed;
    // That a key is not there is remembered by itself, until this node creates it.
    int since = answer.isPresent() ? changed : created;
    assertTrue(
        history.wasTrue(answer, key, number, since, unconfirmed ? SECOND_BOUND : FIRST_BOUND),
        () -> "too old, or never true: " + answer);
  }

  /** A node changes a tenant; nothing happens where the change makes no sense. */
  void change(int number, int tenant, Change kind, Outcome outcome) {
    Tenant changed = tenants.get(tenant);
    Optional<KeyChanges> changes = changes(tenant, kind);
    if (changes.isEmpty()) {
      return;
    }
    if (outcome == Outcome.LOST) {
      lose(number, changed);
    } else {
      make(number, changed, changes.get(), outcome);
    }
    node(number).changed(changed, history.now());
  }

  private void lose(int number, Tenant tenant) {
    OrganizationChange late = tenant.next(KeyChanges.none());
    tenant.move(memory);
    note();
    assertFalse(node(number).cache().commit(late));
  }

  private void make(int number, Tenant tenant, KeyChanges changes, Outcome outcome) {
    OrganizationChange change = tenant.next(changes);
    loseOutcome = outcome == Outcome.UNKNOWN;
    try {
      assertTrue(node(number).cache().commit(change));
    } catch (OutcomeUnknownException e) {
      assertTrue(outcome == Outcome.UNKNOWN, "nobody lost the outcome");
    }
    tenant.changedTo(change.organization());
    changes.created().forEach(key -> node(number).changed(key, history.now()));
  }

  private Optional<KeyChanges> changes(int tenant, Change kind) {
    return switch (kind) {
      case MOVE -> Optional.of(KeyChanges.none());
      case CREATE -> keyOf(tenant, false).map(KeyChanges::create);
      case DELETE -> keyOf(tenant, true).map(key -> KeyChanges.delete(key.key().id()));
    };
  }

  /** A key of the tenant that is there; or one that never was. */
  private Optional<StoredApiKey> keyOf(int tenant, boolean there) {
    return keys.subList(tenant * KEYS_EACH, (tenant + 1) * KEYS_EACH).stream()
        .filter(key -> there == memory.findByPublicKey(key.key().publicKey()).isPresent())
        .filter(key -> there || !history.everHad(keys.indexOf(key)))
        .findFirst();
  }

  /** A node hears that a tenant has changed. */
  void drop(int number, int tenant) {
    node(number).cache().drop(tenants.get(tenant).id());
    node(number).changed(tenants.get(tenant), history.now());
  }

  void pass(Duration time) {
    nodes().forEach(node -> node.pass(time));
    note();
  }

  /** Time passes, but the monotonic clock of one node stands still. */
  void sleep(int sleeper, Duration time) {
    node(sleeper).sleep(time);
    node(1 - sleeper).pass(time);
    note();
  }

  void setWall(int number, Duration by) {
    node(number).setWall(by);
    note();
  }

  void refresh(int number) {
    node(number).refresh();
  }

  void fail(boolean now) {
    failing = now;
  }

  /** This happens when the store has read the next time, and has not answered yet. */
  void whileAnswering(Runnable meanwhile) {
    whileAnswering.add(meanwhile);
  }

  /** The store that both see. */
  private final class Troubled extends ForwardingApiKeyStore {
    Troubled() {
      super(memory);
    }

    private void play() {
      if (failing) {
        throw new StoreException(StoreException.Kind.UNREACHABLE, "away", null);
      }
      Runnable next = whileAnswering.poll();
      if (next != null) {
        slow = true;
        next.run();
      }
    }

    @Override
    public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
      Optional<KeyLookup> found = super.findByPublicKey(publicKey);
      play();
      return found;
    }

    @Override
    public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
      Map<OrganizationId, Revision> revisions = super.revisions(ids);
      play();
      return revisions;
    }

    @Override
    public boolean commit(OrganizationChange change) {
      boolean made = super.commit(change);
      note();
      if (loseOutcome) {
        loseOutcome = false;
        throw new OutcomeUnknownException(
            change.organization().id(), Set.of(), new Exception("scripted"));
      }
      return made;
    }
  }
}
