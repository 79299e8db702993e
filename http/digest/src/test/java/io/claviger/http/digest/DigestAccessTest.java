package io.claviger.http.digest;

import static io.claviger.http.digest.DigestFixture.NOW;
import static io.claviger.http.digest.DigestFixture.PEPPERS;
import static io.claviger.http.digest.DigestFixture.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.access.Authenticated;
import io.claviger.access.Rejected;
import io.claviger.access.RequestLimiter;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.IpAddress;
import io.claviger.model.PublicKey;
import io.claviger.model.RoleGrants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** HTTP Digest as a presentation of {@link HttpAccess}. */
class DigestAccessTest {
  private final DigestFixture fixture = new DigestFixture();
  private final Digest digest =
      Digest.of(DigestFixture.SETTINGS, PEPPERS, () -> fixture.now, new SplittableRandom(5));
  private final Guesses guesses = new Guesses();
  private final Claviger claviger =
      fixture.builder(PEPPERS).verifierScheme(digest.scheme()).requestLimiter(guesses).build();
  private final HttpAccess access =
      HttpAccess.builder(claviger, RoleGrants.none()).accept(digest.presentation()).build();

  /** Refuses a key that was rejected three times. */
  private static final class Guesses implements RequestLimiter {
    private final List<Rejected.Reason> told = new ArrayList<>();

    @Override
    public Optional<Duration> waitTime(Authenticated key, IpAddress address) {
      return Optional.empty();
    }

    @Override
    public Optional<Duration> beforeCheck(PublicKey presented, IpAddress address) {
      return told.size() < 3 ? Optional.empty() : Optional.of(Duration.ofMinutes(1));
    }

    @Override
    public void afterRejection(PublicKey presented, IpAddress address, Rejected rejected) {
      told.add(rejected.reason());
    }
  }

  @Test
  void aGuessByDigestIsLimited() {
    DigestClient thief = fixture.client("guess");
    for (int guess = 1; guess <= 3; guess++) {
      assertEquals(401, status(decide(thief, nonce(), guess)));
    }
    assertEquals(429, status(decide(thief, nonce(), 4)));
    assertEquals(429, status(decide(fixture.client, nonce(), 1)), "as it limits pairs");
    assertEquals(3, guesses.told.size());
  }

  /** 200 requests a minute; every nonce expires after one. */
  @Test
  void anHonestClientIsNeverLimited() {
    String nonce = nonce();
    int count = 0;
    int stale = 0;
    for (int request = 0; request < 2_000; request++) {
      fixture.now = NOW.plusMillis(300L * request);
      HttpDecision decision = decide(fixture.client, nonce, ++count);
      if (decision instanceof HttpDecision.Refused refused) {
        assertEquals(401, refused.status());
        assertTrue(refused.log().contains("STALE_PROOF"), refused.log());
        assertTrue(
            refused.response().headers().get(0).value().contains("stale=true"), refused.toString());
        nonce = DigestClient.nonce(List.of(refused.response().headers().get(0).value()));
        count = 1;
        stale++;
        decision = decide(fixture.client, nonce, count);
      }
      assertInstanceOf(HttpDecision.Admitted.class, decision, decision::toString);
    }
    assertEquals(9, stale);
    assertEquals(List.of(), guesses.told);
  }

  @Test
  void aReplayIsTold() {
    String nonce = nonce();
    assertInstanceOf(HttpDecision.Admitted.class, decide(fixture.client, nonce, 1));
    HttpDecision.Refused again =
        assertInstanceOf(HttpDecision.Refused.class, decide(fixture.client, nonce, 1));
    assertTrue(again.log().contains("REPLAYED_PROOF"), again.log());
    assertTrue(again.response().headers().get(0).value().contains("stale=true"), again.toString());
    assertEquals(List.of(Rejected.Reason.REPLAYED_PROOF), guesses.told);
  }

  private HttpDecision decide(DigestClient client, String nonce, int count) {
    return decide(client.get(TARGET, nonce, "%08x".formatted(count)).authorization());
  }

  private HttpDecision decide(List<String> authorization) {
    return access.decide(
        new IncomingRequest(
            name -> name.equals("Authorization") ? authorization : List.of(),
            "GET",
            TARGET,
            Optional.of("192.0.2.1")));
  }

  private String nonce() {
    HttpDecision.Refused asked = assertInstanceOf(HttpDecision.Refused.class, decide(List.of()));
    return DigestClient.nonce(List.of(asked.response().headers().get(0).value()));
  }

  private static int status(HttpDecision decision) {
    return assertInstanceOf(HttpDecision.Refused.class, decision).status();
  }
}
