package io.claviger.internal.usage;

import io.claviger.internal.background.Failures;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Counts usage in memory and writes it an interval later, or at once when there are many tallies. A
 * request never calls the store here. The first request after a writing schedules the next one.
 * Thread-safe.
 */
public final class UsageRecorder {
  /** While the store fails, this many times the size of a flush is kept. */
  private static final int RESERVE = 10;

  private static final int MAX_READS = 3;

  private final UsageStore store;
  private final Duration readerTimeout;
  private final PendingUsage pending;
  private final UsageWriter writer;
  private final FlushSchedule schedule;

  private volatile boolean closed;

  /**
   * True after the last writing. Usage that is counted later is dropped, even if its request began
   * before.
   */
  private volatile boolean finished;

  /** Creates a recorder that writes in the background, and adds what fails to {@code failures}. */
  public UsageRecorder(
      UsageStore store,
      ScheduledExecutorService background,
      UsageFlushOptions flush,
      Failures failures) {
    this(store, background, flush, failures, Duration.ofSeconds(2));
  }

  /** Creates a recorder whose readers wait up to this time for usage that is being written. */
  UsageRecorder(
      UsageStore store,
      ScheduledExecutorService background,
      UsageFlushOptions flush,
      Failures failures,
      Duration readerTimeout) {
    this.store = store;
    this.readerTimeout = readerTimeout;
    this.pending = new PendingUsage((long) flush.size() * RESERVE);
    this.writer = new UsageWriter(store, pending, failures);
    this.schedule = new FlushSchedule(background, flush, failures, this::flushInBackground);
  }

  /**
   * Counts a request. The request is dropped if this recorder is closed or has too many unwritten
   * tallies.
   *
   * @param secret the index of the secret that was presented
   * @param entry the index of the whitelist entry that admitted the request; negative for none
   */
  public void count(KeyLookup key, int secret, int entry, long atMicros, IpAddress address) {
    if (closed) {
      pending.drop(1);
      return;
    }
    pending.count(key, secret, entry, atMicros, address);
    if (finished) {
      dropUnwritten();
    } else if (!closed) {
      schedule.arm(pending.size());
    }
  }

  /**
   * Writes the pending usage. Usage that the store certainly did not write is kept for the next
   * time. Usage that it may have written is dropped, and counted as dropped.
   */
  public void flush() {
    try {
      writePending();
    } finally {
      if (pending.size() > 0 && !closed) {
        schedule.arm(pending.size());
      }
    }
  }

  /**
   * Writes the pending usage, unless another writing is under way. Waiting for one that hangs would
   * block one more thread of the application in each interval.
   */
  private void flushInBackground() {
    if (writer.isAtWork()) {
      schedule.arm();
    } else {
      try {
        flush();
      } catch (RuntimeException | Error counted) {
        // The writer has counted it, and flush has scheduled the next writing.
      }
    }
  }

  private void writePending() {
    schedule.setFull(true);
    if (writer.write()) {
      schedule.setFull(false);
    }
  }

  private void dropUnwritten() {
    pending.drop(Tally.requests(pending.drain()));
  }

  /** Writes the pending usage, unless a writing that is under way takes too long. */
  public void flushSoon() {
    writer.whenQuiet(readerTimeout, this::flush);
  }

  /**
   * Writes the pending usage for the last time, and waits up to {@code timeout} for that. Usage
   * that the store does not write then is dropped, and counted as dropped. May be called more than
   * once. An interrupt ends the wait, and the thread stays interrupted.
   */
  public void close(Duration timeout) {
    closed = true;
    Thread last = new Thread(this::finish, "claviger-close");
    last.setDaemon(true);
    last.start();
    try {
      TimeUnit.NANOSECONDS.timedJoin(last, timeout.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void finish() {
    try {
      flush();
    } finally {
      try {
        // Usage that running requests counted since, and usage that the store refused.
        writePending();
      } finally {
        // In this order: usage that is counted between the two is dropped here. A request that
        // counts later sees the flag, and drops its usage.
        finished = true;
        dropUnwritten();
      }
    }
  }

  /**
   * Returns the usage of these keys of one organization, including usage that is not written yet.
   * The result is exact, unless the store takes long to write. Then the usage that is being written
   * may be missing or counted twice.
   */
  public Map<ApiKeyId, KeyUsage> read(OrganizationId organization, List<ApiKey> keys) {
    for (int tries = 1; ; tries++) {
      // In this order: a writing that began before is waited for, and one that begins afterwards is
      // noticed.
      long before = writer.begun();
      boolean quiet = writer.isQuietWithin(readerTimeout);
      Map<ApiKeyId, KeyUsage> usage = together(organization, keys);
      if (!quiet || before == writer.begun() || tries == MAX_READS) {
        return usage;
      }
    }
  }

  private Map<ApiKeyId, KeyUsage> together(OrganizationId organization, List<ApiKey> keys) {
    Set<ApiKeyId> ids = keys.stream().map(ApiKey::id).collect(Collectors.toSet());
    Map<ApiKeyId, KeyUsage> written = store.usage(organization, ids);
    List<UsageCount> unwritten = pending.of(ids::contains);
    Map<ApiKeyId, KeyUsage> together = new HashMap<>();
    for (ApiKey key : keys) {
      KeyUsage usage = written.getOrDefault(key.id(), KeyUsage.none());
      together.put(key.id(), UsageSum.of(key, usage, unwritten));
    }
    return together;
  }

  /**
   * Looks at the usage that may not be written yet, and returns the keys with a use at this instant
   * or later.
   */
  public Set<ApiKeyId> usedSince(Instant instant) {
    return writer.unwritten(readerTimeout).stream()
        .filter(
            count -> count.usage().last().filter(last -> !last.at().isBefore(instant)).isPresent())
        .map(count -> count.subject().apiKey())
        .collect(Collectors.toSet());
  }

  /** Returns how many tallies are not written yet. */
  public int unwritten() {
    return pending.size();
  }

  /** Returns how many requests will never be counted in the store. */
  public long dropped() {
    return pending.dropped();
  }
}
