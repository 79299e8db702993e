package io.claviger.store.tck;

import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.OrganizationId;
import io.claviger.OutcomeUnknown;
import io.claviger.Page;
import io.claviger.PublicKey;
import io.claviger.Revision;
import io.claviger.StoreException;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.Facts;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.KeyQuery;
import io.claviger.spi.OrganizationChange;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A store that fails on command, round one that works. Each method has a script: every call takes
 * the next step of it, in the order in which the steps were given; when none is left, calls are
 * passed on. Thread-safe.
 *
 * <pre>{@code
 * FaultyApiKeyStore store = new FaultyApiKeyStore(new InMemoryApiKeyStore());
 * store.fail(Call.READ, 2, StoreException.Kind.UNREACHABLE).loseRace(1).loseOutcomeAfterChange();
 * }</pre>
 */
public final class FaultyApiKeyStore extends ForwardingApiKeyStore {
  /** The methods of a store. */
  public enum Call {
    /** {@link ApiKeyStore#findByPublicKey}. */
    FIND_BY_PUBLIC_KEY,
    /** {@link ApiKeyStore#read}. */
    READ,
    /** {@link ApiKeyStore#listKeys}. */
    LIST_KEYS,
    /** {@link ApiKeyStore#revisions}. */
    REVISIONS,
    /** {@link ApiKeyStore#commit}. */
    COMMIT
  }

  /** What one commit does instead. */
  @FunctionalInterface
  private interface CommitStep {
    boolean commit(OrganizationChange change, Predicate<OrganizationChange> really);
  }

  private final Map<Call, Queue<Runnable>> reads = new ConcurrentHashMap<>();
  private final Queue<CommitStep> commits = new ConcurrentLinkedQueue<>();
  private final Map<Call, AtomicInteger> calls = new ConcurrentHashMap<>();

  /** Round this store, with nothing scripted yet. */
  public FaultyApiKeyStore(ApiKeyStore delegate) {
    super(delegate);
  }

  /** The next so many calls throw a {@link StoreException} of this kind and do nothing. */
  public FaultyApiKeyStore fail(Call call, int times, StoreException.Kind kind) {
    return run(
        call,
        times,
        () -> {
          throw new StoreException(kind, "failed by the script of a test", scripted());
        });
  }

  /** The next call runs this first; what that throws, the call throws. */
  public FaultyApiKeyStore run(Call call, Runnable first) {
    return run(call, 1, first);
  }

  /**
   * The next call waits for the latch before it does anything. If it is interrupted meanwhile, it
   * throws a {@link StoreException} and keeps the interrupt flag.
   */
  public FaultyApiKeyStore hold(Call call, CountDownLatch until) {
    return run(call, () -> await(until));
  }

  /** The next so many commits answer false and do nothing, though nothing moved. */
  public FaultyApiKeyStore loseRace(int times) {
    return script(times, (change, really) -> false);
  }

  /** The next commit does nothing, and throws {@link OutcomeUnknown}. */
  public FaultyApiKeyStore loseOutcomeBeforeChange() {
    return script(
        1,
        (change, really) -> {
          throw outcomeUnknown(change);
        });
  }

  /** The next commit is really tried, and throws {@link OutcomeUnknown} whatever came of it. */
  public FaultyApiKeyStore loseOutcomeAfterChange() {
    return script(
        1,
        (change, really) -> {
          boolean unused = really.test(change);
          throw outcomeUnknown(change);
        });
  }

  /** How many calls there were, those that failed included. */
  public int calls(Call call) {
    return counter(call).get();
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    play(Call.FIND_BY_PUBLIC_KEY);
    return super.findByPublicKey(publicKey);
  }

  @Override
  public Optional<Facts> read(OrganizationId organization, Set<ApiKeyId> keys) {
    play(Call.READ);
    return super.read(organization, keys);
  }

  @Override
  public Page<ApiKey> listKeys(KeyQuery query) {
    play(Call.LIST_KEYS);
    return super.listKeys(query);
  }

  @Override
  public Map<OrganizationId, Revision> revisions(Set<OrganizationId> ids) {
    play(Call.REVISIONS);
    return super.revisions(ids);
  }

  @Override
  public boolean commit(OrganizationChange change) {
    counter(Call.COMMIT).incrementAndGet();
    CommitStep step = commits.poll();
    return step == null ? super.commit(change) : step.commit(change, super::commit);
  }

  private FaultyApiKeyStore run(Call call, int times, Runnable first) {
    if (call == Call.COMMIT) {
      return script(
          times,
          (change, really) -> {
            first.run();
            return really.test(change);
          });
    }
    scriptOf(call).addAll(Collections.nCopies(times, first));
    return this;
  }

  private FaultyApiKeyStore script(int times, CommitStep step) {
    commits.addAll(Collections.nCopies(times, step));
    return this;
  }

  private void play(Call read) {
    counter(read).incrementAndGet();
    Runnable first = scriptOf(read).poll();
    if (first != null) {
      first.run();
    }
  }

  private Queue<Runnable> scriptOf(Call read) {
    return reads.computeIfAbsent(read, call -> new ConcurrentLinkedQueue<>());
  }

  private AtomicInteger counter(Call call) {
    return calls.computeIfAbsent(call, each -> new AtomicInteger());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          StoreException.Kind.UNREACHABLE, "interrupted while a test held the call", e);
    }
  }

  private static OutcomeUnknown outcomeUnknown(OrganizationChange change) {
    Set<ApiKeyId> mayExist =
        change.keys().created().stream()
            .map(created -> created.key().id())
            .collect(Collectors.toUnmodifiableSet());
    return new OutcomeUnknown(change.organization().id(), mayExist, scripted());
  }

  private static Exception scripted() {
    return new IOException("scripted by a test");
  }
}
