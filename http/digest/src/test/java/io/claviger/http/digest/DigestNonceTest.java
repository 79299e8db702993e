package io.claviger.http.digest;

import static io.claviger.http.digest.DigestFixture.NOW;
import static io.claviger.http.digest.DigestFixture.SETTINGS;
import static io.claviger.http.digest.DigestFixture.TARGET;
import static io.claviger.http.digest.DigestFixture.assertAccepted;
import static io.claviger.http.digest.DigestFixture.assertRefused;
import static io.claviger.http.digest.DigestFixture.pepper;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Rejected.Reason;
import io.claviger.model.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which nonces are good for an answer that is right, and how often. */
class DigestNonceTest {
  private static final byte[] NEW_PEPPER = pepper(2);

  private final DigestFixture fixture = new DigestFixture();
  private final DigestServer server = server(SETTINGS);

  @Test
  void itIsGoodUntilTheInstantOfItsExpiry() {
    String nonce = server.nonce();
    fixture.now = NOW.plusSeconds(60).minusNanos(1);
    assertAccepted(get(server, nonce, 1));
    fixture.now = NOW.plusSeconds(60);
    assertRefused(Reason.STALE_PROOF, get(server, nonce, 2));
    assertAccepted(get(server, server.nonce(), 1));
  }

  @Test
  void itsLifeAndUsesAreSettings() {
    DigestServer other =
        server(SETTINGS.withNonceLifetime(Duration.ofSeconds(2)).withUsesPerNonce(3));
    String nonce = other.nonce();
    for (int count = 7; count < 10; count++) {
      assertAccepted(get(other, nonce, count));
    }
    assertRefused(Reason.STALE_PROOF, get(other, nonce, 1));
    assertRefused(Reason.REPLAYED_PROOF, get(other, nonce, 8));
    String second = other.nonce();
    fixture.now = NOW.plusSeconds(2);
    assertRefused(Reason.STALE_PROOF, get(other, second, 1));
  }

  /** One that was made elsewhere, or by the client itself. */
  @Test
  void oneThatIsNotFromHereIsStale() {
    String good = server.nonce();
    String flipped = (good.charAt(0) == 'A' ? "B" : "A") + good.substring(1);
    for (String forged : List.of("", "x", flipped, good + "A", "A".repeat(48), good + good)) {
      assertRefused(Reason.STALE_PROOF, get(server, forged, 1));
    }
    DigestServer stranger = fixture.server(SETTINGS, Peppers.of(1, NEW_PEPPER));
    assertRefused(Reason.STALE_PROOF, get(server, stranger.nonce(), 1));
  }

  @Test
  void theClocksOfServersMayDifferALittle() {
    fixture.now = NOW.plusSeconds(5);
    String early = server(SETTINGS).nonce();
    fixture.now = NOW.plusSeconds(6);
    String tooEarly = server(SETTINGS).nonce();
    fixture.now = NOW;
    assertAccepted(get(server, early, 1));
    assertRefused(Reason.STALE_PROOF, get(server, tooEarly, 1));
  }

  /** Another spelling of the same count is the same use. */
  @Test
  void aCountInCapitalsIsTheSame() {
    String nonce = server.nonce();
    assertAccepted(server.authenticate(fixture.client.get(TARGET, nonce, "0000000a")));
    assertRefused(
        Reason.REPLAYED_PROOF, server.authenticate(fixture.client.get(TARGET, nonce, "0000000A")));
    assertRefused(
        Reason.REPLAYED_PROOF, server.authenticate(fixture.client.get("/", nonce, "0000000a")));
  }

  @Test
  void whoDoesNotKnowTheSecretUsesUpNothing() {
    String nonce = server.nonce();
    DigestClient thief = fixture.client("guess");
    for (int i = 0; i < 10; i++) {
      assertRefused(Reason.WRONG_SECRET, server.authenticate(thief.get(TARGET, nonce, "00000001")));
    }
    assertAccepted(get(server, nonce, 1));
  }

  @Test
  void whatIsOlderThanTheProcessIsStale() {
    String nonce = server.nonce();
    fixture.now = NOW.plusSeconds(1);
    DigestServer restarted = server(SETTINGS);
    assertRefused(Reason.STALE_PROOF, get(restarted, nonce, 1));
    assertAccepted(get(restarted, restarted.nonce(), 1));
  }

  /** Nonces tell microseconds, clocks may tell more. */
  @Test
  void whatIsMadeAtTheInstantOfTheStartIsGood() {
    fixture.now = NOW.plusNanos(123_456_789);
    DigestServer fresh = server(SETTINGS);
    assertAccepted(get(fresh, fresh.nonce(), 1));
  }

  @Test
  void whatOneServerServedAnotherServesOnlyWithoutASharedWindow() {
    String nonce = server.nonce();
    assertAccepted(get(server, nonce, 1));
    assertAccepted(get(server(SETTINGS), nonce, 1));
    DigestSettings shared = SETTINGS.withReplayWindow(ReplayWindow.inMemory(NOW));
    assertAccepted(get(server(shared), nonce, 1));
    assertRefused(Reason.REPLAYED_PROOF, get(server(shared), nonce, 1));
  }

  /** Which would take them for longer than they are remembered. */
  @Test
  void aServerWithAnotherLifetimeTakesNone() {
    DigestSettings shared = SETTINGS.withReplayWindow(forgetful());
    DigestServer old = server(shared);
    DigestServer young = server(shared.withNonceLifetime(Duration.ofMinutes(5)));
    String nonce = old.nonce();
    assertAccepted(get(old, nonce, 1));
    fixture.now = NOW.plusSeconds(70);
    assertRefused(Reason.STALE_PROOF, get(young, nonce, 1));
    assertAccepted(get(young, young.nonce(), 1));
  }

  @Test
  void aServerThatIsAheadMakesNobodyForget() {
    DigestServer sharing = server(SETTINGS.withReplayWindow(forgetful()));
    String nonce = sharing.nonce();
    assertAccepted(get(sharing, nonce, 1));
    fixture.now = NOW.plusSeconds(61);
    assertAccepted(get(sharing, sharing.nonce(), 1));
    fixture.now = NOW.plusSeconds(58);
    assertRefused(Reason.REPLAYED_PROOF, get(sharing, nonce, 1));
  }

  /** With others of the same second before it. */
  @Test
  void oneThatIsUsedLateIsNotForgottenBefore() {
    DigestServer brief = server(SETTINGS.withNonceLifetime(Duration.ofSeconds(1)));
    assertAccepted(get(brief, brief.nonce(), 1));
    fixture.now = NOW.plusMillis(900);
    String late = brief.nonce();
    fixture.now = NOW.plusMillis(1050);
    assertAccepted(get(brief, late, 1));
  }

  /** Keeps no more than the contract asks for. */
  private static ReplayWindow forgetful() {
    Map<String, Instant> seen = new HashMap<>();
    return (use, now) -> {
      seen.values().removeIf(expires -> !expires.isAfter(now));
      return seen.putIfAbsent(use.nonce() + use.count(), use.expires()) == null
          ? ReplayWindow.Verdict.FIRST
          : ReplayWindow.Verdict.REPEATED;
    };
  }

  @Test
  void theWindowIsToldAllThatItNeeds() {
    List<NonceUse> uses = new ArrayList<>();
    DigestServer asking =
        server(
            SETTINGS.withReplayWindow(
                (use, now) -> {
                  assertEquals(fixture.now, now);
                  uses.add(use);
                  return ReplayWindow.Verdict.UNKNOWN;
                }));
    String nonce = asking.nonce();
    fixture.now = NOW.plusSeconds(3);
    assertRefused(Reason.STALE_PROOF, get(asking, nonce, 17));
    assertEquals(List.of(new NonceUse(nonce, NOW, NOW.plusSeconds(65), 17, 1024)), uses);
  }

  @Test
  void troubleOfTheWindowIsNoRejection() {
    StoreException down = new StoreException(StoreException.Kind.UNREACHABLE, "down", null);
    assertSame(down, trouble(down));
    IllegalStateException bug = new IllegalStateException("a bug");
    StoreException fault = trouble(bug);
    assertEquals(StoreException.Kind.FAULT, fault.kind());
    assertSame(bug, fault.getCause());
    assertTrue(fault.getMessage().contains("IllegalStateException"), fault.getMessage());
  }

  @Test
  void aWindowThatAnswersNothingIsInTrouble() {
    @SuppressWarnings("NullAway") // as a host may write it that has no such check
    StoreException fault = trouble((use, now) -> null);
    assertEquals(StoreException.Kind.FAULT, fault.kind());
  }

  @Test
  void ofManyThreadsWithTheSameAnswerOneIsAuthenticated() throws Exception {
    int threads = 8;
    int rounds = 100;
    String nonce = server.nonce();
    CyclicBarrier barrier = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Integer>> admitted = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        admitted.add(
            pool.submit(
                () -> {
                  int good = 0;
                  for (int round = 0; round < rounds; round++) {
                    barrier.await(10, TimeUnit.SECONDS);
                    good += get(server, nonce, round) instanceof Authenticated ? 1 : 0;
                  }
                  return good;
                }));
      }
      int all = 0;
      for (Future<Integer> each : admitted) {
        all += each.get(60, TimeUnit.SECONDS);
      }
      assertEquals(rounds, all);
    } finally {
      pool.shutdownNow();
    }
  }

  private StoreException trouble(RuntimeException trouble) {
    return trouble(
        (use, now) -> {
          throw trouble;
        });
  }

  private StoreException trouble(ReplayWindow window) {
    DigestServer troubled = server(SETTINGS.withReplayWindow(window));
    String nonce = troubled.nonce();
    return assertThrows(StoreException.class, () -> get(troubled, nonce, 1));
  }

  private DigestServer server(DigestSettings settings) {
    return fixture.over(settings);
  }

  private AuthenticationResult get(DigestServer to, String nonce, long count) {
    return to.authenticate(fixture.client.get(TARGET, nonce, "%08x".formatted(count)));
  }
}
