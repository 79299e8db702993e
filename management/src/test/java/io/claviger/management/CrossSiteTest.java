package io.claviger.management;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.claviger.access.Caller;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which changes are accepted, with a session or with the credential of a key. */
class CrossSiteTest {
  private final ManagementFixture fixture = ManagementFixture.open();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static int change(ManagementClient client) {
    return client
        .send("PATCH", ManagementFixture.ORGANIZATION, "{'whitelistRequired':false}")
        .status();
  }

  /** A value of - stands for a header that is not sent. */
  @ParameterizedTest
  @CsvSource({
    "-,           -,                       200",
    "same-origin, -,                       200",
    "same-origin, https://app.example,     200",
    // A proxy has changed the host. The browser knows the origin of the page.
    "same-origin, https://www.example,     200",
    "same-site,   https://app.example,     403",
    "cross-site,  https://app.example,     403",
    "none,        -,                       403",
    "-,           https://app.example,     200",
    "-,           http://app.example,      200",
    "-,           http://APP.example,      200",
    "-,           http://app.example:8080, 403",
    "-,           http://evil.example,     403",
    "-,           http://app.example.evil, 403",
    "-,           null,                    403",
    "-,           app.example,             403",
    "-,           http://proxied.example,  200",
    "-,           https://proxied.example, 403",
  })
  void aChangeComesFromTheOwnOriginOrFromAProgram(String site, String origin, int status) {
    ManagementHandler handler =
        ManagementHandler.builder(fixture.claviger).origin("http://proxied.example").build();
    ManagementClient client =
        ManagementClient.of(handler, unused -> {})
            .as(Caller.user("olga", ManagementFixture.ACME, Role.ORG_OWNER));
    client = site.equals("-") ? client : client.with("Sec-Fetch-Site", site);
    client = origin.equals("-") ? client : client.with("Origin", origin);

    assertEquals(status, change(client));
  }

  /** A form sends these types, and no other. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain; application/json",
        "application/json; charset=iso-8859-1",
        ""
      })
  void aChangeHasATypeThatNoFormSends(String type) {
    assertEquals(415, change(fixture.owner().with("Content-Type", type)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "Application/JSON; charset=\"UTF-8\""})
  void jsonIsThatType(String type) {
    assertEquals(200, change(fixture.owner().with("Content-Type", type)));
  }

  @Test
  void aChangeHasAHeaderThatNoFormSends() {
    assertEquals(403, change(fixture.owner().with("Claviger-Request", "")));
    assertEquals(403, change(fixture.owner().with("Claviger-Request", "1,1")));
  }

  /** Browsers keep Basic and Digest as they keep a session. */
  @Test
  void theCredentialOfAKeyIsNoException() {
    IssuedApiKey key = fixture.create(NewApiKey.of("owner", Role.ORG_OWNER));
    ManagementClient client = fixture.nobody().as(key);

    assertEquals(200, change(client));
    assertEquals(403, change(client.with("Sec-Fetch-Site", "cross-site")));
  }

  /** By the time of a response, another site could search in texts that it cannot see. */
  @ParameterizedTest
  @CsvSource({"same-origin, 200", "none, 200", "same-site, 403", "cross-site, 403"})
  void aReadComesFromTheOwnOriginToo(String site, int status) {
    assertEquals(
        status, fixture.owner().with("Sec-Fetch-Site", site).get("/organizations/acme").status());
  }
}
