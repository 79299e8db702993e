package io.claviger.internal.usage;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.internal.FakeBackground;
import io.claviger.internal.background.Failures;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyUsage;
import io.claviger.model.Samples;
import io.claviger.model.Usage;
import io.claviger.spi.store.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Any sequence of uses, writings and troubles leaves what two maps and a number say. */
class UsageModelTest {
  private static final int SIZE = 2;
  private static final int MAX = 20;
  private static final List<ApiKey> KEYS =
      IntStream.range(0, 25).mapToObj(Samples::member).toList();

  /** One thing that happens, to the recorder and to the model. */
  private sealed interface Step {
    record Use(int key, int second) implements Step {}

    record Write(Outcome outcome) implements Step {}

    record Read() implements Step {}
  }

  private enum Outcome {
    TAKEN,
    NOT_TAKEN,
    NOT_KNOWN,
    BROKEN
  }

  private final RecordingUsageStore store = new RecordingUsageStore(KEYS.toArray(ApiKey[]::new));
  private final FakeBackground background = new FakeBackground();
  private final UsageRecorder recorder =
      new UsageRecorder(
          store,
          background,
          new UsageFlushOptions(Duration.ofSeconds(10), SIZE),
          new Failures(() -> NOW));

  private final Map<UsageStore.Subject, Usage> written = new HashMap<>();
  private final Map<UsageStore.Subject, Usage> pending = new HashMap<>();
  private long dropped;

  @Property(tries = 200)
  void eachUseIsWrittenOnceOrPendingOrDropped(@ForAll("steps") List<Step> steps) {
    for (Step step : steps) {
      perform(step);
      assertEquals(pending.size(), recorder.unwritten());
      assertEquals(dropped, recorder.dropped());
    }
    write(Outcome.TAKEN);
    for (ApiKey key : KEYS) {
      UsageStore.Subject subject = subject(key);
      assertEquals(written.getOrDefault(subject, Usage.none()), store.sum(subject::equals));
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> use =
        Combinators.combine(
                Arbitraries.integers().between(0, KEYS.size() - 1),
                Arbitraries.integers().between(0, 9))
            .as(Step.Use::new);
    Arbitrary<Step> write = Arbitraries.of(Outcome.class).map(Step.Write::new);
    return Arbitraries.frequencyOf(
            Tuple.of(20, use), Tuple.of(2, write), Tuple.of(1, Arbitraries.just(new Step.Read())))
        .list()
        .ofMaxSize(120);
  }

  private void perform(Step step) {
    if (step instanceof Step.Use use) {
      use(KEYS.get(use.key()), use.second());
    } else if (step instanceof Step.Write write) {
      write(write.outcome());
    } else {
      read();
    }
  }

  private void use(ApiKey key, int second) {
    UsageStore.Subject subject = subject(key);
    Instant at = NOW.plusSeconds(second);
    IpAddress address = new IpAddress(IpAddress.Family.IPV4, 0, second);
    Uses.count(recorder, subject, at, address);
    if (pending.containsKey(subject) || pending.size() < MAX) {
      pending.merge(subject, Usage.once(new Usage.Last(at, address)), Usage::plus);
    } else {
      dropped++;
    }
  }

  private void write(Outcome outcome) {
    store.mood = () -> mood(outcome);
    if (outcome == Outcome.BROKEN && !pending.isEmpty()) {
      assertThrows(IllegalStateException.class, recorder::flush);
    } else {
      recorder.flush();
    }
    if (outcome == Outcome.NOT_TAKEN) {
      return;
    }
    if (outcome == Outcome.TAKEN) {
      pending.forEach((subject, usage) -> written.merge(subject, usage, Usage::plus));
    } else {
      dropped += pending.values().stream().mapToLong(Usage::count).sum();
    }
    pending.clear();
  }

  private void read() {
    Map<ApiKeyId, KeyUsage> read = recorder.read(ORG, KEYS);
    for (ApiKey key : KEYS) {
      UsageStore.Subject subject = subject(key);
      Usage expected =
          written
              .getOrDefault(subject, Usage.none())
              .plus(pending.getOrDefault(subject, Usage.none()));
      assertEquals(expected, read.get(key.id()).key());
    }
  }

  private static boolean mood(Outcome outcome) {
    return switch (outcome) {
      case TAKEN -> true;
      case NOT_TAKEN -> throw RecordingUsageStore.trouble();
      case NOT_KNOWN -> false;
      case BROKEN -> throw new IllegalStateException("a bug");
    };
  }

  private static UsageStore.Subject subject(ApiKey key) {
    return Uses.subject(KEYS.indexOf(key));
  }
}
