package io.claviger.access;

import static io.claviger.model.Samples.NOW;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKey;
import io.claviger.model.ErrorCode;
import io.claviger.model.Refusal;
import io.claviger.model.Samples;
import io.claviger.model.StoreException;
import io.claviger.model.Whitelist;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What outsiders are told, and what the log is. */
class AccessResultTest {
  private static final ApiKey KEY = key(1, on(READ_ONLY));
  private static final Authenticated AUTHENTICATED =
      Samples.authenticated(Samples.organization(KEY), KEY, Samples.secretId(1), NOW);

  @ParameterizedTest
  @EnumSource
  void whoIsNotAuthenticatedIsNotToldWhy(Rejected.Reason reason) {
    AccessResult result = new AccessResult.Unauthenticated(Rejected.of(reason));
    assertEquals("invalid credentials", result.publicMessage());
    assertTells(result, reason.name());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsForbiddenIsNotExplained(Decision.Denied.Reason reason) {
    AccessResult result =
        new AccessResult.Forbidden(AUTHENTICATED, new Decision.Denied(reason, "10.0.0.0/8"));
    assertEquals("not allowed", result.publicMessage());
    assertTells(result, reason.name());
    assertTells(result, "10.0.0.0/8");
    assertTells(result, KEY.id().value());
  }

  @ParameterizedTest
  @EnumSource
  void troubleIsNotDescribed(StoreException.Kind kind) {
    AccessResult result =
        new AccessResult.Unavailable(new StoreException(kind, "no table claviger_key", null));
    assertEquals("not available", result.publicMessage());
    assertTells(result, "no table claviger_key");
  }

  @Test
  void aRateLimitIsToldAsSuch() {
    AccessResult result =
        new AccessResult.RateLimited(Optional.of(AUTHENTICATED), Duration.ofSeconds(3));
    assertEquals("too many requests", result.publicMessage());
    assertTells(result, "PT3S");
    Refusal.expect(
        ErrorCode.INVALID_VALUE,
        () -> new AccessResult.RateLimited(Optional.empty(), Duration.ofSeconds(-1)));
  }

  @Test
  void whatIsGrantedSaysByWhat() {
    Decision.Denied reportedDenial =
        new Decision.Denied(Decision.Denied.Reason.ADDRESS_NOT_LISTED, "[10.0.0.0/8]");
    AccessResult result =
        new AccessResult.Granted(
            AUTHENTICATED,
            new Decision.Allowed(on(READ_ONLY), Whitelist.empty(), -1, reportedDenial));
    assertEquals("allowed", result.publicMessage());
    assertTells(result, KEY.id().value());
    assertTells(result, "ORG_READ_ONLY");
    assertTells(result, "ADDRESS_NOT_LISTED");
  }

  private static void assertTells(AccessResult result, String what) {
    assertTrue(result.toString().contains(what), result.toString());
  }
}
