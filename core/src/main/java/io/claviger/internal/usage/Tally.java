package io.claviger.internal.usage;

import io.claviger.internal.time.Micros;
import io.claviger.model.IpAddress;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests through one key, secret and entry until it is drained, which happens once.
 * After that it refuses to count. So each use is either in the drained usage, or refused and
 * counted in another tally. Thread-safe.
 *
 * <p>While one thread at a time uses the key, the tally itself counts, so that a request reads one
 * object. A thread that finds it held counts in one of several further counters: threads that use
 * the same key do not wait for each other.
 */
final class Tally extends UseCounter {
  private static final UseCounter[] NONE = {};

  /** A power of two, and about as many as threads can count at the same time. */
  private static final int FURTHER =
      Integer.highestOneBit(Math.min(64, Runtime.getRuntime().availableProcessors()));

  private static final VarHandle MORE;

  static {
    try {
      MORE = MethodHandles.lookup().findVarHandle(Tally.class, "more", UseCounter[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final PendingUsage owner;

  /** The lookup of the first request. */
  private final KeyLookup key;

  private final int secret;
  private final int entry;

  /** Null until they are needed; {@link #NONE} if they were not needed before the drain. */
  private volatile UseCounter @Nullable [] more;

  /**
   * Creates a tally without requests.
   *
   * @param owner the usage that the tally is part of
   * @param secret the index of the secret in the lookup
   * @param entry the index of the entry in the lookup; negative for none
   */
  Tally(PendingUsage owner, KeyLookup key, int secret, int entry) {
    this.owner = owner;
    this.key = key;
    this.secret = secret;
    this.entry = entry;
  }

  /** Returns a tally that has counted the same and is not drained. */
  Tally reopened() {
    Tally copy = new Tally(owner, key, secret, entry);
    addAllTo(copy);
    return copy;
  }

  /** Checks whether it is a tally of this owner with these indexes, of whatever key. */
  boolean isAt(PendingUsage itsOwner, int itsSecret, int itsEntry) {
    return owner == itsOwner && secret == itsSecret && entry == itsEntry;
  }

  KeyLookup key() {
    return key;
  }

  /**
   * Counts this many requests.
   *
   * @return false if nothing was counted, because the tally was drained
   */
  boolean add(long times, long atMicros, IpAddress address) {
    Attempt attempt = tryAdd(times, atMicros, address);
    if (attempt != Attempt.HELD) {
      return attempt == Attempt.COUNTED;
    }
    UseCounter[] further = further();
    int start = Thread.currentThread().hashCode();
    for (int i = 0; attempt == Attempt.HELD && further.length > 0; i++) {
      attempt = further[(start + i) & (further.length - 1)].tryAdd(times, atMicros, address);
    }
    return attempt == Attempt.COUNTED;
  }

  /** Counts what the other tally counted, otherwise like {@link #add(long, long, IpAddress)}. */
  boolean add(Tally other) {
    Usage more = other.sum().usage();
    Usage.Last last = more.last().orElseThrow();
    return add(more.count(), Micros.toMicros(last.at()), last.address());
  }

  private UseCounter[] further() {
    if (more == null) {
      UseCounter[] made =
          Stream.generate(UseCounter::new).limit(FURTHER).toArray(UseCounter[]::new);
      boolean unused = MORE.compareAndSet(this, null, made);
    }
    return Objects.requireNonNull(more);
  }

  /** Refuses to count from now on. Returns false if it did so before. */
  boolean drain() {
    boolean first = closeOnce();
    // In this order: a thread that finds the tally held makes the further counters before this, so
    // that they are closed here, or finds none.
    if (!MORE.compareAndSet(this, null, NONE)) {
      for (UseCounter each : further()) {
        boolean unused = each.closeOnce();
      }
    }
    return first;
  }

  /** Returns what was counted; empty if the tally was drained. */
  Optional<UsageCount> pending() {
    return isClosed() ? Optional.empty() : Optional.of(counted());
  }

  /** Returns what was counted, even if the tally was drained. */
  UsageCount counted() {
    return new UsageCount(subject(), sum().usage());
  }

  private UseCounter sum() {
    UseCounter sum = new UseCounter();
    addAllTo(sum);
    return sum;
  }

  /** Adds what was counted to a counter that no other thread uses. */
  private void addAllTo(UseCounter sum) {
    addTo(sum);
    UseCounter[] further = more;
    if (further != null) {
      for (UseCounter each : further) {
        each.addTo(sum);
      }
    }
  }

  /** Returns what the requests used. */
  UsageStore.Subject subject() {
    Optional<WhitelistEntry> admitting =
        entry < 0 ? Optional.empty() : Optional.of(key.whitelist().entries().get(entry));
    return new UsageStore.Subject(
        key.organization().id(), key.id(), key.secret(secret).id(), admitting);
  }

  /** Returns how many requests these tallies counted. */
  static long requests(List<Tally> tallies) {
    return tallies.stream().mapToLong(tally -> tally.sum().usage().count()).sum();
  }
}
