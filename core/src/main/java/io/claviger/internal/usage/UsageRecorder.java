package io.claviger.internal.usage;

import io.claviger.internal.background.Failures;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyUsage;
import io.claviger.model.OrganizationId;
import io.claviger.spi.UsageCount;
import io.claviger.spi.UsageStore;
import io.claviger.spi.UsedThrough;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts use in memory and writes it an interval later, or when there is much of it. A request
 * calls no store here; the first one after a writing arms the next. Thread-safe.
 */
public final class UsageRecorder {
  /** How many times the size of a flush is kept while the store is in trouble. */
  private static final int RESERVE = 10;

  private static final int MOST_READS = 3;

  private final UsageStore store;
  private final Duration patienceOfReaders;
  private final PendingUsage pending;
  private final UsageWriter writer;
  private final FlushSchedule schedule;

  private volatile boolean closed;

  /** What is counted from now on is not written any more, also by requests that began before. */
  private volatile boolean finished;

  /** Writes there in the background, and reports what fails there. */
  public UsageRecorder(
      UsageStore store, ScheduledExecutorService background, UsageFlush flush, Failures failures) {
    this(store, background, flush, failures, Duration.ofSeconds(2));
  }

  /** Readers wait that long for what is being written. */
  UsageRecorder(
      UsageStore store,
      ScheduledExecutorService background,
      UsageFlush flush,
      Failures failures,
      Duration patienceOfReaders) {
    this.store = store;
    this.patienceOfReaders = patienceOfReaders;
    this.pending = new PendingUsage((long) flush.size() * RESERVE);
    this.writer = new UsageWriter(store, pending, failures);
    this.schedule = new FlushSchedule(background, flush, failures, this::flushInBackground);
  }

  /**
   * Counts a request; in vain, once this is closed or where too much is not written.
   *
   * @return where another one like it {@linkplain #countAgain can be counted}; null if in vain
   */
  public @Nullable Tally count(UsedThrough through, Instant at, IpAddress address) {
    if (closed) {
      pending.drop(1);
      return null;
    }
    Tally tally = pending.count(through, at, address);
    if (finished) {
      dropUnwritten();
    } else if (!closed) {
      schedule.arm();
      schedule.writeIfFull(pending.size());
    }
    return tally;
  }

  /**
   * Counts a request where one like it was counted before, if the tally is {@linkplain Tally#claim
   * claimed} for it.
   *
   * @return false where it is not, or was written since; nothing was counted
   */
  public boolean countAgain(Tally tally, int secret, int entry, long atMicros, IpAddress address) {
    if (closed || !tally.addAgain(pending, secret, entry, atMicros, address)) {
      return false;
    }
    if (finished) {
      dropUnwritten();
    } else if (!closed) {
      schedule.arm();
    }
    return true;
  }

  /**
   * Writes what is pending. What a store surely did not take is kept for the next time; what it may
   * have taken is dropped, and counted as such.
   */
  public void flush() {
    try {
      writePending();
    } finally {
      if (pending.size() > 0 && !closed) {
        schedule.arm();
        schedule.writeIfFull(pending.size());
      }
    }
  }

  /**
   * Not behind a writing that hangs, where each interval would take one more thread of the host.
   */
  private void flushInBackground() {
    if (writer.isAtWork()) {
      schedule.arm();
    } else {
      try {
        flush();
      } catch (RuntimeException | Error counted) {
        // By the writer; and the next writing is scheduled.
      }
    }
  }

  private void writePending() {
    schedule.begin();
    if (writer.write()) {
      schedule.endWell();
    }
  }

  private void dropUnwritten() {
    pending.drop(PendingUsage.requests(pending.drain()));
  }

  /** Writes what is pending, unless a writing under way takes too long. */
  public void flushSoon() {
    writer.whenQuiet(patienceOfReaders, this::flush);
  }

  /**
   * Writes what is pending for the last time, and waits for that so long; what the store does not
   * take then is dropped, and counted as such. May be called more than once. An interrupt ends the
   * wait and stays.
   */
  public void close(Duration patience) {
    closed = true;
    Thread last = new Thread(this::finish, "claviger-close");
    last.setDaemon(true);
    last.start();
    try {
      TimeUnit.NANOSECONDS.timedJoin(last, patience.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void finish() {
    try {
      flush();
    } finally {
      finishUnderWay();
    }
  }

  /** Of requests that were being counted; and once more, what the store refused. */
  private void finishUnderWay() {
    try {
      writePending();
    } finally {
      // In this order: who counts between the two is dropped here, who comes later by itself.
      finished = true;
      dropUnwritten();
    }
  }

  /**
   * The usage of these keys of one organization, with what is not written yet. Exact, unless a
   * store takes long to write: then what it is writing may be missing, or be told twice.
   */
  public Map<ApiKeyId, KeyUsage> read(OrganizationId organization, List<ApiKey> keys) {
    for (int tries = 1; ; tries++) {
      // In this order: what began before is waited for, what begins afterwards is noticed.
      long before = writer.begun();
      boolean quiet = writer.isQuietWithin(patienceOfReaders);
      Map<ApiKeyId, KeyUsage> usage = together(organization, keys);
      boolean undisturbed = before == writer.begun() && !writer.isWriting();
      if (!quiet || undisturbed || tries == MOST_READS) {
        return usage;
      }
    }
  }

  private Map<ApiKeyId, KeyUsage> together(OrganizationId organization, List<ApiKey> keys) {
    Set<ApiKeyId> ids = keys.stream().map(ApiKey::id).collect(Collectors.toSet());
    Map<ApiKeyId, KeyUsage> written = store.usage(organization, ids);
    List<UsageCount> unwritten = pending.of(ids);
    Map<ApiKeyId, KeyUsage> together = new HashMap<>();
    for (ApiKey key : keys) {
      KeyUsage usage = written.getOrDefault(key.id(), KeyUsage.none());
      together.put(key.id(), new UsageSum(key, usage).plus(unwritten));
    }
    return together;
  }

  /** Which keys were used then or later, as far as that is not surely written. */
  public Set<ApiKeyId> usedSince(Instant instant) {
    return writer.unwritten(patienceOfReaders).stream()
        .filter(
            count -> count.usage().last().filter(last -> !last.at().isBefore(instant)).isPresent())
        .map(count -> count.through().apiKey())
        .collect(Collectors.toSet());
  }

  /** How many tallies are not written yet. */
  public int unwritten() {
    return pending.size();
  }

  /** How many requests will never be counted in the store. */
  public long dropped() {
    return pending.dropped();
  }
}
