package io.claviger.internal.usage;

import io.claviger.internal.time.Micros;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.Usage;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.UsageCount;
import io.claviger.spi.store.UsageStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requests through one key, secret and entry until it is drained, which happens once.
 * After that it refuses to count. So each use is either in the drained usage, or refused and
 * counted in another tally. Thread-safe: its lock is held for a few instructions.
 *
 * <p>It counts in numbers, because it lives long and every request writes to it. A reference to a
 * new object for each request would be work for the garbage collector.
 */
final class Tally {
  /** The lookup of the first request. The parts of the others are found equal, by numbers. */
  private final KeyLookup key;

  private final int secret;
  private final int entry;
  private final @Nullable Tally next;
  private boolean drained;
  private long count;
  private long lastMicros;
  private IpAddress.Family family = IpAddress.Family.IPV4;
  private long high;
  private long low;

  /**
   * Creates a tally without requests.
   *
   * @param secret the index of the secret
   * @param entry the index of the entry; negative for none
   * @param next the next tally of a chain, or null
   */
  Tally(KeyLookup key, int secret, int entry, @Nullable Tally next) {
    this.key = key;
    this.secret = secret;
    this.entry = entry;
    this.next = next;
  }

  /**
   * Checks whether the tally counts the requests through this secret and this entry. A secret
   * belongs to one key, so the key need not be compared.
   */
  boolean isOf(KeyLookup other, int otherSecret, int otherEntry) {
    return key.secret(secret).hasSameId(other.secret(otherSecret)) && hasEntry(other, otherEntry);
  }

  private boolean hasEntry(KeyLookup other, int otherEntry) {
    if (entry < 0 || otherEntry < 0) {
      return entry < 0 && otherEntry < 0;
    }
    return key.whitelist().hasSameEntry(entry, other.whitelist(), otherEntry);
  }

  /** Returns the first tally of this chain that counts the same requests; null if there is none. */
  @Nullable Tally in(@Nullable Tally chain) {
    return find(chain, key, secret, entry);
  }

  /** Returns the first tally of this chain that {@link #isOf} these parts; null if none is. */
  static @Nullable Tally find(@Nullable Tally chain, KeyLookup key, int secret, int entry) {
    Tally tally = chain;
    while (tally != null && !tally.isOf(key, secret, entry)) {
      tally = tally.next;
    }
    return tally;
  }

  /** Returns a hash code for the requests through this secret and this entry. */
  static int hash(KeyLookup key, int secret, int entry) {
    int id = key.secret(secret).idHash();
    return entry < 0 ? id : 31 * id + key.whitelist().blockHash(entry);
  }

  int hash() {
    return hash(key, secret, entry);
  }

  ApiKeyId apiKey() {
    return key.id();
  }

  @Nullable Tally next() {
    return next;
  }

  /**
   * Counts this many requests.
   *
   * @return false if nothing was counted, because the tally was drained
   */
  synchronized boolean add(long times, long atMicros, IpAddress address) {
    if (drained) {
      return false;
    }
    if (count == 0 || atMicros >= lastMicros) {
      lastMicros = atMicros;
      family = address.family();
      high = address.high();
      low = address.low();
    }
    count += times;
    return true;
  }

  /** Counts what the other tally counted, otherwise like {@link #add(long, long, IpAddress)}. */
  boolean add(Tally other) {
    Usage more = other.counted().usage();
    Usage.Last last = more.last().orElseThrow();
    return add(more.count(), Micros.toMicros(last.at()), last.address());
  }

  /** Returns a tally that has counted the same, and is first in this chain. */
  Tally before(@Nullable Tally chain) {
    Tally copy = new Tally(key, secret, entry, chain);
    boolean unused = copy.add(this);
    return copy;
  }

  /** Refuses to count from now on, and returns whether anything was counted. */
  synchronized boolean drain() {
    drained = true;
    return count > 0;
  }

  /** Returns what was counted; empty if the tally was drained. */
  synchronized Optional<UsageCount> pending() {
    return drained ? Optional.empty() : Optional.of(counted());
  }

  /** Returns what was counted, even if the tally was drained. */
  synchronized UsageCount counted() {
    IpAddress address = new IpAddress(family, high, low);
    Usage.Last last = new Usage.Last(Micros.ofMicros(lastMicros), address);
    return new UsageCount(subject(), new Usage(count, Optional.of(last)));
  }

  private UsageStore.Subject subject() {
    Optional<WhitelistEntry> admitting =
        entry < 0 ? Optional.empty() : Optional.of(key.whitelist().entries().get(entry));
    return new UsageStore.Subject(
        key.organization().id(), key.id(), key.secret(secret).id(), admitting);
  }

  /** Returns how many requests these tallies counted. */
  static long requests(List<Tally> tallies) {
    return tallies.stream().mapToLong(tally -> tally.counted().usage().count()).sum();
  }
}
