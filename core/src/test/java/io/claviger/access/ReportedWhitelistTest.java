package io.claviger.access;

import static io.claviger.model.Samples.OTHER_ORG;
import static io.claviger.model.Samples.READ_ONLY;
import static io.claviger.model.Samples.entry;
import static io.claviger.model.Samples.ip;
import static io.claviger.model.Samples.key;
import static io.claviger.model.Samples.listing;
import static io.claviger.model.Samples.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.access.Decision.Allowed;
import io.claviger.access.Decision.Denied;
import io.claviger.access.Decision.Denied.Reason;
import io.claviger.model.ApiKey;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.Permission;
import io.claviger.model.RoleGrants;
import io.claviger.model.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whitelists that refuse nobody, only tell whom they would have. */
class ReportedWhitelistTest {
  private static final Permission READ = new Permission("things.read");
  private static final Permission WRITE = new Permission("things.write");
  private static final Authorizer STRICT = new Authorizer(RoleGrants.none().grant(READ_ONLY, READ));
  private static final Authorizer REPORTING = STRICT.reportOnly();
  private static final AccessRequest READING = request(READ);
  private static final ApiKey KEY = key(1, on(READ_ONLY));
  private static final ApiKey LISTING = listing(KEY, "10.0.0.0/8");

  @Test
  void anAddressThatIsNotListedIsAllowedAndReported() {
    Allowed allowed = assertInstanceOf(Allowed.class, REPORTING.decide(home(), LISTING, READING));
    assertEquals(on(READ_ONLY), allowed.role().orElseThrow());
    assertEquals(Optional.empty(), allowed.entry());
    assertEquals(Optional.of(STRICT.decide(home(), LISTING, READING)), allowed.reportedDenial());
    assertEquals("allowed", allowed.publicMessage());
    assertEquals(
        "allowed by role ORG_READ_ONLY and despite the whitelist, which is only reported:"
            + " denied, ADDRESS_NOT_LISTED: the whitelist of key 000000000000000000000001,"
            + " [10.0.0.0/8], does not contain 198.51.100.7",
        allowed.toString());
  }

  @Test
  void aMissingWhitelistIsAllowedAndReported() {
    Allowed allowed = assertInstanceOf(Allowed.class, REPORTING.decide(requiring(), KEY, READING));
    assertEquals(Optional.of(STRICT.decide(requiring(), KEY, READING)), allowed.reportedDenial());
    assertEquals(Reason.WHITELIST_MISSING, allowed.reportedDenial().orElseThrow().reason());
    assertTrue(allowed.toString().contains("WHITELIST_MISSING"), allowed.toString());
  }

  @Test
  void whatTheWhitelistAdmitsIsNotReported() {
    ApiKey listed = listing(KEY, "198.51.100.0/24");
    assertEquals(
        SampleAuthentications.allowed(on(READ_ONLY), entry("198.51.100.0/24")),
        REPORTING.decide(requiring(), listed, READING));
    assertEquals(
        SampleAuthentications.allowed(on(READ_ONLY)), REPORTING.decide(home(), KEY, READING));
  }

  @Test
  void aPermissionThatNoRoleGrantsIsStillDenied() {
    for (ApiKey key : new ApiKey[] {KEY, LISTING}) {
      assertDenied(Reason.PERMISSION_NOT_GRANTED, REPORTING.decide(home(), key, request(WRITE)));
      assertDenied(
          Reason.PERMISSION_NOT_GRANTED, REPORTING.decide(requiring(), key, request(WRITE)));
    }
  }

  @Test
  void anotherOrganizationIsStillDenied() {
    AccessRequest elsewhere = AccessRequest.of(OTHER_ORG, READ, ip("198.51.100.7"));
    assertDenied(Reason.OTHER_ORGANIZATION, REPORTING.decide(home(), LISTING, elsewhere));
    assertDenied(
        Reason.OTHER_ORGANIZATION,
        REPORTING.decide(named(new OrganizationId("umbrella")), LISTING, elsewhere));
    assertDenied(
        Reason.OTHER_ORGANIZATION,
        REPORTING.decide(named(new OrganizationId("umbrella")), LISTING, READING));
  }

  @Test
  void theOneThatItWasMadeFromStaysStrict() {
    assertDenied(Reason.ADDRESS_NOT_LISTED, STRICT.decide(home(), LISTING, READING));
    assertDenied(Reason.WHITELIST_MISSING, STRICT.decide(requiring(), KEY, READING));
    assertInstanceOf(
        Decision.Allowed.class, REPORTING.reportOnly().decide(home(), LISTING, READING));
  }

  private static AccessRequest request(Permission permission) {
    return AccessRequest.of(Samples.ORG, permission, ip("198.51.100.7"));
  }

  private static Organization home() {
    return Samples.organization(KEY);
  }

  private static Organization requiring() {
    OrganizationSettings settings = home().settings();
    return home()
        .with(OrganizationSettings.of(settings.name(), true, Optional.empty(), settings.limits()));
  }

  private static Organization named(OrganizationId id) {
    return Organization.of(
        id, home().created(), home().settings(), home().counters(), home().revision());
  }

  private static void assertDenied(Reason reason, Decision decision) {
    assertEquals(reason, assertInstanceOf(Denied.class, decision).reason());
  }
}
