package io.claviger.benchmarks.load;

import io.claviger.benchmarks.jmh.SeededKey;
import io.claviger.benchmarks.report.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Revokes keys on one node, and asks another node for all of them until it refuses each one. Half
 * of the keys are disabled, half are deleted. The moments are random, so they do not depend on the
 * timers of the caches.
 */
public final class Revocations {
  private final List<SeededKey> keys;
  private final Duration time;
  private final long[] moments;

  /**
   * For each key, the time at which the change was called on the first node; 0 until it returns.
   */
  private final AtomicLongArray revoked;

  /** Spreads the revocations of these keys over this time. The keys must be new to both nodes. */
  public Revocations(List<SeededKey> keys, Duration time) {
    this.keys = keys;
    this.time = time;
    this.revoked = new AtomicLongArray(keys.size());
    this.moments = new SplittableRandom(1).longs(keys.size(), 0, time.toNanos()).toArray();
    Arrays.sort(moments);
  }

  /**
   * Measures, for each key, the time from the call on the first node to the first refusal on the
   * second node.
   */
  public Sample millisUntilRefused(String url, Duration maxStaleness) {
    try (Node first = new Node(url, maxStaleness);
        Node second = new Node(url, maxStaleness)) {
      for (SeededKey key : keys) {
        if (!first.admits(key) || !second.admits(key)) {
          throw new IllegalStateException("key " + key.id() + " is not admitted to begin with");
        }
      }
      CompletableFuture<Void> revoking = CompletableFuture.runAsync(() -> revokeAll(first));
      long end = System.nanoTime() + time.plus(maxStaleness).plusSeconds(30).toNanos();
      Sample sample = new Sample(poll(second, revoking, end));
      revoking.join();
      return sample;
    }
  }

  private void revokeAll(Node node) {
    long began = System.nanoTime();
    for (int i = 0; i < keys.size(); i++) {
      pause(moments[i] - (System.nanoTime() - began));
      long before = System.nanoTime();
      if (i % 2 == 0) {
        node.disable(keys.get(i));
      } else {
        node.delete(keys.get(i));
      }
      revoked.set(i, before);
    }
  }

  private List<Double> poll(Node node, CompletableFuture<Void> revoking, long end) {
    List<Double> millis = new ArrayList<>();
    BitSet admitted = new BitSet();
    admitted.set(0, keys.size());
    while (!admitted.isEmpty()) {
      for (int i = admitted.nextSetBit(0); i >= 0; i = admitted.nextSetBit(i + 1)) {
        boolean admits = node.admits(keys.get(i));
        long now = System.nanoTime();
        long since = revoked.get(i);
        // While the change returns, its time is unknown: the next round counts this key.
        if (!admits && since != 0) {
          millis.add(Math.max(0, now - since) / 1e6);
          admitted.clear(i);
        }
      }
      if (revoking.isCompletedExceptionally()) {
        revoking.join();
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(admitted.cardinality() + " keys are still admitted");
      }
      pause(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return millis;
  }

  private static void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
