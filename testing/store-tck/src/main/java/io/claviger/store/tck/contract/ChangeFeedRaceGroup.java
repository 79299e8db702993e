package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.Organization;
import io.claviger.model.RevokedToken;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.ChangeFeed.Position;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.OrganizationVersion;
import io.claviger.spi.store.RevokedTokens.Bounds;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.internal.Race;
import io.claviger.store.tck.internal.Race.Step;
import io.claviger.store.tck.internal.TestTimeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Caches ask which organizations have changed, while several threads change them. */
@Needs(StorePart.CHANGE_FEED)
abstract class ChangeFeedRaceGroup extends ContractGroup {
  private static final int WRITERS = 4;
  private static final int READERS = 2;
  private static final int ROUNDS = 40;

  /** How many steps of writers one answer allows: more than one, so that an answer lags behind. */
  private static final int PERMITS = 2;

  private static final Bounds MANY = new Bounds(1_000, 1_000);

  /** Has permits for each answer, so that changes are made while readers ask. */
  private final Semaphore answers = new Semaphore(0);

  @Test
  void eachAnswerHasWhatWasAcknowledgedBeforeItsCall() throws Exception {
    AtomicInteger writing = new AtomicInteger(WRITERS);
    List<FollowedPair> pairs = new ArrayList<>();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      FollowedPair pair = new FollowedPair(samples);
      pairs.add(pair);
      ApiKeyStore node = node(i).store();
      tasks.add(() -> write(writing, pair, node));
    }
    for (int i = 0; i < READERS; i++) {
      ChangeFeed feed = node(i).changeFeed();
      tasks.add(() -> whileWriting(writing, feed::assignPositions));
      FeedReader reader = new FeedReader(node(i), pairs);
      tasks.add(() -> whileWriting(writing, () -> answer(reader::poll)));
    }

    Race.run(tasks);
  }

  /** A load that begins after a position was read either sees a change, or the feed has it. */
  @Test
  void noPositionIsLaterThanWhatLookupsSee() throws Exception {
    Organization started = samples.organization();
    StoredApiKey key = samples.key(started.id());
    Organization created = commit(samples.creation(started, key));
    AtomicLong acknowledged = new AtomicLong(created.revision().number());
    ApiKeyStore store = node(1).store();
    ChangeFeed feed = node(1).changeFeed();
    Step changes =
        () -> {
          Organization present = created;
          for (int round = 0; round < ROUNDS; round++) {
            awaitAnswer();
            present = commit(samples.update(present, KeyChanges.none()));
            acknowledged.set(present.revision().number());
          }
        };
    Step load =
        () -> {
          Position position = feed.now();
          KeyLookup seen = store.findByPublicKey(key.key().publicKey()).orElseThrow();
          long expected = acknowledged.get();
          boolean reported =
              ChangeFeedGroup.since(feed, position).versions().containsKey(created.id());
          assertTrue(
              reported || seen.organization().revision().number() >= expected,
              () -> "neither the feed nor the lookup has revision " + expected);
        };

    Race.during(changes, () -> answer(load));
  }

  @Test
  @Needs(StorePart.REVOKED_TOKENS)
  void aVersionHasTheRevisionAndTheTokensOfOneMoment() throws Exception {
    Organization started = samples.organization();
    StoredApiKey key = samples.key(started.id());
    Organization created = commit(samples.creation(started, key));
    AtomicLong acknowledged = new AtomicLong();
    ChangeFeed feed = node(1).changeFeed();
    Position start = feed.now();
    Step changes =
        () -> {
          Organization present = created;
          for (int round = 1; round <= ROUNDS; round++) {
            awaitAnswer();
            RevokedToken token = samples.revokedToken(key, Duration.ofHours(1));
            assertTrue(revokedTokens().revoke(token, MANY));
            acknowledged.set(round);
            present = commit(samples.update(present, KeyChanges.none()));
          }
        };
    OrganizationVersion first = OrganizationVersion.of(created.revision());
    Step poll =
        () -> {
          long expected = acknowledged.get();
          OrganizationVersion version =
              ChangeFeedGroup.since(feed, start)
                  .versions()
                  .getOrDefault(created.id(), Optional.of(first))
                  .orElseThrow();
          long tokens = version.revokedTokens();
          long changed = version.revision().number() - first.revision().number();
          assertTrue(tokens >= expected, () -> tokens + " tokens of " + expected);
          assertTrue(
              changed == tokens || changed == tokens - 1,
              () -> changed + " changes with " + tokens + " tokens");
        };

    Race.during(changes, () -> answer(poll));
  }

  private int write(AtomicInteger writing, FollowedPair pair, ApiKeyStore node) throws Exception {
    try {
      pair.create(node);
      for (int round = 0; round < ROUNDS; round++) {
        awaitAnswer();
        pair.update(node);
      }
      pair.delete(node);
      return 0;
    } finally {
      writing.decrementAndGet();
    }
  }

  private void awaitAnswer() throws InterruptedException {
    assertTrue(
        answers.tryAcquire(TestTimeout.limit().toSeconds(), TimeUnit.SECONDS), "no answer in time");
  }

  /** Lets writers go on after the step; after a failure all of them, to their end. */
  private void answer(Step step) throws Exception {
    int permits = WRITERS * ROUNDS;
    try {
      step.run();
      permits = PERMITS;
    } finally {
      answers.release(permits);
    }
  }

  /** Repeats the step, for the last time after all writers have finished. */
  private static int whileWriting(AtomicInteger writing, Step step) throws Exception {
    boolean last;
    do {
      last = writing.get() == 0;
      step.run();
    } while (!last);
    return 0;
  }
}
