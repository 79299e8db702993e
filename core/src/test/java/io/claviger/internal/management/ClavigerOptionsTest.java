package io.claviger.internal.management;

import static io.claviger.internal.management.Fixture.HERE;
import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.ip;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.on;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.Claviger;
import io.claviger.ClavigerMetrics;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessRequest;
import io.claviger.access.Authorizer;
import io.claviger.access.TrustedProof;
import io.claviger.internal.FakeBackground;
import io.claviger.internal.FakeTicker;
import io.claviger.internal.usage.RecordingUsageStore;
import io.claviger.model.ApiKey;
import io.claviger.model.ErrorCode;
import io.claviger.model.Permission;
import io.claviger.model.Refusal;
import io.claviger.model.RoleGrants;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.StoreExtensions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How use is counted by a whole {@link Claviger}, and the numbers that it shows. */
class ClavigerOptionsTest {
  private static final Permission READ = new Permission("things.read");
  private static final ApiKey KEY = key(1, on(READ_ONLY));
  private static final ApiKey SECOND = key(2, on(READ_ONLY));

  private final RecordingUsageStore written = new RecordingUsageStore(KEY, SECOND);
  private final ScriptedStore store =
      ScriptedStore.holding(Fixture.with(KEY, SECOND, owner(3)).facts());
  private final FakeBackground background = new FakeBackground();

  @Test
  void byDefaultUseIsWrittenEveryTenSeconds() {
    use(builder().build(), KEY);
    assertEquals(
        List.of(Duration.ofSeconds(10)),
        background.scheduled.stream().map(FakeBackground.Scheduled::delay).toList());
  }

  @Test
  void useIsWrittenAfterTheIntervalOrWhenThereIsMuch() {
    Claviger claviger = builder().usageFlush(Duration.ofMinutes(1), 2).build();
    use(claviger, KEY);
    assertEquals(Duration.ofMinutes(1), background.scheduled.element().delay());
    assertEquals(0, background.executed.size());
    use(claviger, SECOND);
    background.runExecuted();
    assertEquals(2, written.requests());
  }

  @ParameterizedTest
  @CsvSource({"PT0.001S, 1", "PT24H, 1000000"})
  void fromAMillisecondToADayAndFromOneToAMillionIsGood(Duration interval, int size) {
    use(builder().usageFlush(interval, size).build(), KEY);
    assertEquals(interval, background.scheduled.element().delay());
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.000999999S, 1",
    "PT0S, 1",
    "PT-1S, 1",
    "PT24H0.000000001S, 1",
    "PT1S, 0",
    "PT1S, -1",
    "PT1S, 1000001"
  })
  void anyOtherIsRefused(Duration interval, int size) {
    String message =
        Refusal.expect(ErrorCode.INVALID_VALUE, () -> builder().usageFlush(interval, size))
            .getMessage();
    assertEquals(
        "invalid usage flush \""
            + interval
            + ", "
            + size
            + "\": must be an interval of 1 millisecond to 1 day, and a size of 1 to 1000000",
        message);
  }

  @Test
  void startedOverChangesAreCounted() {
    Claviger claviger = builder().changeDeadline(Duration.ofSeconds(5)).build();
    store.answering(false, false, true, false);
    claviger.actingAs(Fixture.APPLICATION).bumpRevision(ORG);
    assertEquals(List.of(2L, 0L, 0L, 0L, 0L), numbers(claviger));
    claviger.actingAs(Fixture.APPLICATION).bumpRevision(ORG);
    assertEquals(List.of(3L, 0L, 0L, 0L, 0L), numbers(claviger));
  }

  @Test
  void aListenerThatThrowsIsCounted() {
    Claviger claviger =
        builder()
            .listener(
                (organization, revision) -> {
                  throw new IllegalStateException("a bug");
                })
            .build();
    store.answering(true, true);
    claviger.actingAs(Fixture.APPLICATION).bumpRevision(ORG);
    claviger.actingAs(Fixture.APPLICATION).bumpRevision(ORG);
    assertEquals(List.of(0L, 0L, 0L, 0L, 2L), numbers(claviger));
  }

  @Test
  void useThatIsNotWrittenAndUseThatNeverWillBeAreTold() {
    Claviger claviger = builder().build();
    use(claviger, KEY);
    use(claviger, KEY);
    use(claviger, SECOND);
    assertEquals(List.of(0L, 2L, 0L, 0L, 0L), numbers(claviger));
    written.mood = () -> false;
    background.runScheduled();
    assertEquals(List.of(0L, 0L, 3L, 0L, 0L), numbers(claviger));
  }

  @Test
  void closingWritesWhatIsLeftAndCountsNoMore() {
    Claviger claviger = builder().build();
    use(claviger, KEY);
    claviger.close();
    assertEquals(1, written.requests());
    use(claviger, KEY);
    claviger.close();
    assertEquals(1, written.requests());
    assertEquals(List.of(0L, 0L, 1L, 0L, 0L), numbers(claviger));
  }

  /** Returns the numbers other than the outcomes of calls and requests, in their order. */
  private static List<Long> numbers(Claviger claviger) {
    ClavigerMetrics metrics = claviger.metrics();
    return List.of(
        metrics.changeRetries(),
        metrics.unwrittenUsage(),
        metrics.droppedUsage(),
        metrics.failedTasks(),
        metrics.failedListeners());
  }

  private static void use(Claviger claviger, ApiKey key) {
    AccessCheck check =
        claviger.accessCheck(new Authorizer(RoleGrants.none().grant(READ_ONLY, READ)));
    assertEquals(
        "allowed",
        check.check(TrustedProof.of(key), AccessRequest.of(ORG, READ, ip(HERE))).publicMessage());
  }

  private Claviger.Builder builder() {
    return Claviger.builder(
            new ForwardingApiKeyStore(store) {
              @Override
              public StoreExtensions extensions() {
                return super.extensions().withUsage(written);
              }
            })
        .clock(InstantSource.fixed(NOW))
        .ticker(new FakeTicker())
        .background(background);
  }
}
