package io.claviger.internal.management;

import static io.claviger.model.Samples.ORG;
import static io.claviger.model.Samples.member;
import static io.claviger.model.Samples.owner;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Caller;
import io.claviger.internal.FakeTicker;
import io.claviger.internal.credential.Entropy;
import io.claviger.model.ContentionException;
import io.claviger.model.ErrorCode;
import io.claviger.model.NewApiKey;
import io.claviger.model.NotFoundException;
import io.claviger.model.OrganizationId;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import io.claviger.model.RuleViolationException;
import io.claviger.model.StoreException;
import io.claviger.spi.ChangeListener;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoreExtensions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class ChangeLoopTest {
  private static final Boolean[] LOST = Collections.nCopies(100_000, false).toArray(Boolean[]::new);

  private final Fixture fixture = Fixture.with(owner(1), member(2));
  private final ScriptedStore store = ScriptedStore.holding(fixture.facts());
  private final FakeTicker ticker = new FakeTicker();
  private final List<String> told = new ArrayList<>();
  private final ChangeListener listener = (id, revision) -> told.add(id + " " + revision);

  @Test
  void aChangeThatWinsIsToldAndAnswered() {
    assertEquals("done", loop(store, 5).run(ORG, lost -> Optional.of(proposal("done"))));
    assertEquals(1, store.commits.size());
    Revision revision = store.commits.get(0).organization().revision();
    assertEquals(List.of("acme " + revision), told);
    assertEquals(List.of(), ticker.naps);
  }

  /** Otherwise nobody would ever see the private key of a new secret. */
  @Test
  void aListenerThatBreaksDoesNotSpoilTheAnswer() {
    for (Throwable bug :
        List.of(
            new IllegalStateException("a bug"),
            new AssertionError("one"),
            new Exception("as none is declared"))) {
      ChangeListener broken =
          (id, revision) -> {
            told.add("once");
            ChangeLoopTest.<RuntimeException>sneak(bug);
          };
      ChangeLoop loop =
          new ChangeLoop(store, Fixture.context(broken), ticker, entropy(), Duration.ofSeconds(5));
      assertEquals("done", loop.run(ORG, lost -> Optional.of(proposal("done"))));
      assertEquals(1, loop.failedListeners());
    }
    assertEquals(List.of("once", "once", "once"), told);
    assertEquals(3, store.commits.size());
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  @Test
  void noChangeIsNoCommitAndToldToNobody() {
    assertEquals("same", loop(store, 5).run(ORG, lost -> Optional.of(Proposal.unchanged("same"))));
    assertEquals(List.of(), store.commits);
    assertEquals(List.of(), told);
  }

  @Test
  void onlyAnAnswerThatNothingIsLeftToDoWaitsForReplication() {
    List<OrganizationId> awaited = new ArrayList<>();
    ApiKeyStore replicated =
        new ForwardingApiKeyStore(store) {
          @Override
          public StoreExtensions extensions() {
            return super.extensions().withReplication(awaited::add);
          }
        };
    ChangeLoop loop = loop(replicated, 5);
    Caller application = Caller.application("test");
    Target target = Target.of(ORG);

    loop.change(application, target, input -> proposal("done"));
    RuleViolationException refusal = CallerRights.notAllowed("do it");
    assertThrows(
        RuleViolationException.class,
        () -> loop.change(application, target, input -> Proposal.refused(refusal)));
    assertEquals(List.of(), awaited);

    loop.change(application, target, input -> Proposal.unchanged("same"));
    NotFoundException gone = NotFoundException.organization(ORG);
    assertThrows(
        NotFoundException.class,
        () -> loop.change(application, target, input -> Proposal.refused(gone)));
    assertEquals(List.of(ORG, ORG), awaited);
  }

  @Test
  void whatIsOvertakenBeforeItDecidesIsTriedAnew() {
    String result =
        loop(store, 5)
            .run(
                ORG,
                lost ->
                    lost < 2 ? Optional.empty() : Optional.of(Proposal.unchanged("try " + lost)));
    assertEquals("try 2", result);
    assertEquals(2, ticker.naps.size());
    assertEquals(List.of(), store.commits);
    assertThrows(
        ContentionException.class, () -> loop(store, 5).<String>run(ORG, lost -> Optional.empty()));
  }

  @Test
  void aRefusalIsThrownAsItIs() {
    NotFoundException refusal = NotFoundException.organization(ORG);
    assertSame(
        refusal,
        assertThrows(
            NotFoundException.class,
            () -> loop(store, 5).run(ORG, lost -> Optional.of(Proposal.refused(refusal)))));
    assertEquals(List.of(), ticker.naps);
  }

  @Test
  void aLostChangeIsDecidedAnew() {
    store.answering(false, false, false);
    List<Integer> rounds = new ArrayList<>();
    String result =
        loop(store, 5)
            .run(
                ORG,
                lost -> {
                  rounds.add(lost);
                  return Optional.of(proposal("round " + lost));
                });
    assertEquals("round 3", result);
    assertEquals(List.of(0, 1, 2, 3), rounds);
    assertEquals(4, store.commits.size());
    assertEquals(1, told.size(), "only what was won is told");
    assertEquals(3, ticker.naps.size());
  }

  @Test
  void idsAndSecretsAreDrawnAnewInEachTry() {
    store.answering(false, false);
    KeyCreation rules = Fixture.rules().keyCreation();
    loop(store, 5)
        .run(
            ORG,
            lost ->
                Optional.of(
                    rules.create(
                        fixture.seenBy(Fixture.OWNER), NewApiKey.of("key", Role.ORG_MEMBER))));
    Set<Object> drawn = new HashSet<>();
    for (OrganizationChange change : store.commits) {
      drawn.add(change.keys().created().get(0).key().id());
      drawn.add(change.keys().created().get(0).key().publicKey());
      drawn.add(change.keys().created().get(0).secrets().get(0).info().id());
      drawn.add(change.keys().created().get(0).secrets().get(0).verifiers());
      drawn.add(change.organization().revision());
      drawn.add(change.events().get(0).id());
    }
    assertEquals(18, drawn.size());
  }

  @Test
  void itGivesUpAtItsDeadline() {
    store.answering(LOST);
    long start = ticker.nanos();
    ContentionException thrown =
        assertThrows(
            ContentionException.class,
            () -> loop(store, 5).run(ORG, lost -> Optional.of(proposal("never"))));
    long elapsed = ticker.nanos() - start;
    assertEquals(Duration.ofSeconds(5).toNanos(), elapsed, "no pause ends later");
    assertEquals(store.commits.size(), thrown.attempts());
    assertEquals(ErrorCode.CONTENTION, thrown.code());
    assertEquals(List.of("acme"), thrown.parameters());
    assertEquals(List.of(), told);
  }

  @Test
  void exactlyAtTheDeadlineIsTooLate() {
    store.answering(LOST);
    ContentionException thrown =
        assertThrows(
            ContentionException.class,
            () ->
                loop(store, 5)
                    .run(
                        ORG,
                        lost -> {
                          ticker.pass(Duration.ofSeconds(5).toNanos());
                          return Optional.of(proposal("slow"));
                        }));
    assertEquals(1, thrown.attempts());
    assertEquals(List.of(), ticker.naps);
  }

  @Test
  void aDeadlineOfZeroIsASingleTry() {
    store.answering(false);
    ContentionException thrown =
        assertThrows(
            ContentionException.class,
            () -> loop(store, 0).run(ORG, lost -> Optional.of(proposal("once"))));
    assertEquals(1, thrown.attempts());
    assertEquals(1, store.commits.size());
    assertEquals("twice", loop(store, 0).run(ORG, lost -> Optional.of(proposal("twice"))));
  }

  @Test
  void pausesGrowAndAreJittered() {
    store.answering(Collections.nCopies(60, false).toArray(Boolean[]::new));
    loop(store, 60).run(ORG, lost -> Optional.of(proposal("at last")));
    assertEquals(60, ticker.naps.size());
    for (int i = 0; i < 60; i++) {
      long longest = Duration.ofMillis(1L << Math.min(i, 6)).toNanos();
      long nap = ticker.naps.get(i);
      assertTrue(nap >= 1 && nap <= longest, "pause " + i + " of " + nap);
    }
    List<Long> late = ticker.naps.subList(10, 60);
    assertTrue(Collections.max(late) > Duration.ofMillis(50).toNanos(), "they grow");
    assertTrue(Collections.min(late) < Duration.ofMillis(14).toNanos(), "they are jittered");
    assertEquals(50, new HashSet<>(late).size());
  }

  @Test
  void noPauseIsShorterThanTheClockCanTell() {
    store.answering(false);
    Entropy zero = new Entropy(() -> 0);
    new ChangeLoop(store, Fixture.context(listener), ticker, zero, Duration.ofSeconds(5))
        .run(ORG, lost -> Optional.of(proposal("done")));
    assertEquals(List.of(1L), ticker.naps);
  }

  @Test
  void anInterruptWhileWaitingIsContentionAndIsKept() {
    store.answering(LOST);
    Thread.currentThread().interrupt();
    ContentionException thrown =
        assertThrows(
            ContentionException.class,
            () -> loop(store, 5).run(ORG, lost -> Optional.of(proposal("never"))));
    assertTrue(Thread.interrupted(), "the flag is kept");
    assertEquals(1, thrown.attempts());
    assertEquals(1, store.commits.size());
  }

  @Test
  void anInterruptDoesNotStopAChangeThatWins() {
    Thread.currentThread().interrupt();
    assertEquals("done", loop(store, 5).run(ORG, lost -> Optional.of(proposal("done"))));
    assertTrue(Thread.interrupted(), "the flag is kept");
  }

  static List<RuntimeException> troubles() {
    return List.of(
        new StoreException(StoreException.Kind.UNREACHABLE, "down", null),
        new StoreException(StoreException.Kind.FAULT, "broken", null),
        new OutcomeUnknownException(ORG, Set.of(), new IllegalStateException("cut off")),
        new IllegalStateException("a bug"));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void nothingIsTriedAgainAfterAnExceptionOfTheStore(RuntimeException trouble) {
    ApiKeyStore failing =
        new ForwardingApiKeyStore(store) {
          @Override
          protected boolean commit(ChangeStore to, OrganizationChange change) {
            delegate().commit(change);
            throw trouble;
          }
        };
    RuntimeException thrown =
        assertThrows(
            RuntimeException.class,
            () -> loop(failing, 5).run(ORG, lost -> Optional.of(proposal("once"))));
    assertSame(trouble, thrown);
    assertEquals(1, store.commits.size());
    assertEquals(List.of(), told);
  }

  @Test
  void aRefusalInALaterRoundIsTheAnswer() {
    store.answering(false);
    RuleViolationException refusal = new RuleViolationException(ErrorCode.NOT_ALLOWED, "no longer");
    IntFunction<Optional<Proposal<String>>> round =
        lost -> {
          if (lost > 0) {
            throw refusal;
          }
          return Optional.of(proposal("first"));
        };
    assertSame(
        refusal, assertThrows(RuleViolationException.class, () -> loop(store, 5).run(ORG, round)));
    assertEquals(1, store.commits.size());
  }

  @Test
  void whoCreatesAnOrganizationIsToldOfTheOneThatWasMade() {
    OrganizationId other = new OrganizationId("drawnanew");
    OrganizationChange change =
        Fixture.rules()
            .organizations()
            .bumpRevision(fixture.seenBy(Fixture.APPLICATION))
            .change()
            .get();
    assertNotEquals(other, change.organization().id());
    loop(store, 5).run(other, lost -> Optional.of(Proposal.of(change, "done")));
    assertEquals(List.of("acme " + change.organization().revision()), told);
  }

  private <R> Proposal<R> proposal(R result) {
    OrganizationChange bumped =
        Fixture.rules()
            .organizations()
            .bumpRevision(fixture.seenBy(Fixture.APPLICATION))
            .change()
            .orElseThrow();
    return Proposal.of(bumped, result);
  }

  private ChangeLoop loop(ApiKeyStore over, int seconds) {
    return new ChangeLoop(
        over, Fixture.context(listener), ticker, entropy(), Duration.ofSeconds(seconds));
  }

  private static Entropy entropy() {
    return new Entropy(new SplittableRandom(3));
  }
}
