package io.claviger.test;

import io.claviger.test.FaultyApiKeyStore.Call;
import java.util.Collections;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The actions that the next calls of each method run first, and the number of calls. Thread-safe.
 */
final class CallScript {
  private final Map<Call, Queue<Runnable>> steps = new ConcurrentHashMap<>();
  private final Map<Call, AtomicInteger> calls = new ConcurrentHashMap<>();

  /** Adds a step for each of as many calls, after the steps that are there. */
  void add(Call call, int times, Runnable first) {
    stepsOf(call).addAll(Collections.nCopies(times, first));
  }

  /** Counts the call and runs its step. */
  void run(Call call) {
    count(call);
    Runnable first = stepsOf(call).poll();
    if (first != null) {
      first.run();
    }
  }

  void count(Call call) {
    counter(call).incrementAndGet();
  }

  int counted(Call call) {
    return counter(call).get();
  }

  private Queue<Runnable> stepsOf(Call call) {
    return steps.computeIfAbsent(call, each -> new ConcurrentLinkedQueue<>());
  }

  private AtomicInteger counter(Call call) {
    return calls.computeIfAbsent(call, each -> new AtomicInteger());
  }
}
