package io.claviger.oauth;

import static io.claviger.oauth.OAuthFixture.ACME;
import static io.claviger.oauth.OAuthFixture.GRANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Authenticated;
import io.claviger.access.Credential;
import io.claviger.model.ErrorCode;
import io.claviger.model.IpAddress;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import io.claviger.model.RuleViolationException;
import io.claviger.model.SecretInfo;
import io.claviger.model.TokenFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done about a token that others have seen, and that nothing shows one. */
class AccessTokenLeakTest {
  private static final IpAddress HERE = IpAddress.parse("192.0.2.1");

  private final OAuthFixture fixture = OAuthFixture.open();
  private final IssuedApiKey key = fixture.create(NewApiKey.of("ci", Role.ORG_MEMBER));
  private final String token = fixture.issued(key, "");

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aReportEndsTheTokenAndNotItsSecret() {
    String other = fixture.issued(key, "");
    Credential leaked = fixture.tokens.read(token).orElseThrow();
    assertEquals(leak(true), fixture.application.reportLeak(leaked));
    assertEquals("TOKEN_REVOKED", fixture.refused(token));
    assertEquals(key.apiKey().id(), fixture.admitted(other).id());
    assertEquals(leak(false), fixture.application.reportLeak(leaked), "a second report");
  }

  @Test
  void aReportOfAnExpiredOrUnknownTokenChangesNothing() {
    fixture.clock.advance(Duration.ofHours(26));
    Credential expired = fixture.tokens.read(token).orElseThrow();
    assertEquals(leak(false), fixture.application.reportLeak(expired));
    assertEquals(
        List.of(),
        fixture.store.extensions().revokedTokens().orElseThrow().ofKey(ACME, key.apiKey().id()));
    Credential forged = fixture.tokens.read(token + "x").orElseThrow();
    assertEquals(Optional.empty(), fixture.application.reportLeak(forged));
    Credential later = fixture.tokens.read(fixture.issued(key, "")).orElseThrow();
    fixture.application.deleteSecret(ACME, key.apiKey().id(), key.secretId());
    assertEquals(Optional.empty(), fixture.application.reportLeak(later), "its secret is gone");
    fixture.application.revoke(ACME, key.apiKey().id());
    assertEquals(Optional.empty(), fixture.application.reportLeak(later), "its key is gone");
  }

  @Test
  void aReportEndsATokenThatHasExpiredOnThisNodeOnly() {
    Credential leaked = fixture.tokens.read(token).orElseThrow();
    fixture.clock.advance(Duration.ofDays(1));
    assertEquals(leak(false), fixture.application.reportLeak(leaked));
    fixture.clock.advance(Duration.ofDays(-1));
    assertEquals("TOKEN_REVOKED", fixture.refused(token));
  }

  /** A client is limited, but whoever finds leaks is not. */
  @Test
  void everyLeakIsEnded() {
    for (int i = 0; i < 201; i++) {
      String next = fixture.tokens.issue(fixture.authenticated(key)).text();
      assertEquals(
          leak(true), fixture.application.reportLeak(fixture.tokens.read(next).orElseThrow()));
    }
  }

  @Test
  void onlyTheApplicationReportsLeaks() {
    Authenticated caller = fixture.authenticated(key);
    Credential leaked = fixture.tokens.read(token).orElseThrow();
    assertEquals(
        ErrorCode.NOT_ALLOWED,
        assertThrows(
                RuleViolationException.class,
                () -> fixture.claviger.actingAs(caller.caller(HERE)).reportLeak(leaked))
            .code());
    assertEquals(key.apiKey().id(), fixture.admitted(token).id());
  }

  private Optional<SecretInfo.Leak> leak(boolean revoked) {
    return Optional.of(SecretInfo.Leak.of(ACME, key.apiKey().id(), key.secretId(), revoked));
  }

  @Test
  void scannersAndLogsKnowTheForm() {
    assertTrue(fixture.tokens.pattern().matcher("see " + token + ".").find());
    assertEquals(
        "see claviger_at.********.", TokenFormat.of("claviger").scrub("see " + token + "."));
    for (String scope : List.of("&scope=ORG_MEMBER", "")) {
      assertTrue(fixture.tokens.pattern().matcher(fixture.issued(key, scope)).matches());
    }
  }

  @Test
  void nothingThatIsLoggedOrPrintedShowsAToken() {
    List<String> said = new ArrayList<>();
    Logger logger = Logger.getLogger("io.claviger.oauth");
    Handler recorder = recorder(said);
    Level before = logger.getLevel();
    logger.setLevel(Level.ALL);
    logger.addHandler(recorder);
    try {
      useEverywhere(said);
    } finally {
      logger.removeHandler(recorder);
      logger.setLevel(before);
    }
    assertTrue(said.stream().anyMatch(line -> line.contains("401 ")), "it logs: " + said);
    String limited = "429 for key " + key.apiKey().id();
    assertTrue(said.stream().anyMatch(line -> line.contains(limited)), "it logs: " + said);
    String mac = token.substring(token.length() - 20);
    said.forEach(line -> assertFalse(line.contains(mac), line));
  }

  private void useEverywhere(List<String> said) {
    Authenticated its = fixture.admitted(token);
    said.add(its + " " + its.accessToken() + " " + its.caller(HERE));
    said.add(fixture.tokens.read(token) + " " + fixture.use(token));
    said.add(fixture.token(key, "") + " " + fixture.handler.counts());
    Map<String, String> bearer = Map.of("Authorization", "Bearer " + token);
    said.add(fixture.post("/token", bearer, GRANT).toString());
    Map<String, String> basic =
        Map.of("Authorization", OAuthFixture.basic(key.apiKey().publicKey().value(), token));
    said.add(fixture.post("/token", basic, GRANT).toString());
    said.add(fixture.revoke(key, token) + " " + fixture.use(token) + " " + fixture.refused(token));
    for (int i = 0; i < 50; i++) {
      said.add(fixture.token(key, "").toString());
    }
  }

  private static Handler recorder(List<String> said) {
    Handler recorder =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            said.add(line.getMessage() + " " + line.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    recorder.setLevel(Level.ALL);
    return recorder;
  }
}
