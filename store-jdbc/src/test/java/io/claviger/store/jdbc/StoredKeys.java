package io.claviger.store.jdbc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.claviger.Peppers;
import io.claviger.model.Actor;
import io.claviger.model.ApiKey;
import io.claviger.model.ApiKeyId;
import io.claviger.model.ApiKeySettings;
import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyKind;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationCounters;
import io.claviger.model.OrganizationId;
import io.claviger.model.OrganizationSettings;
import io.claviger.model.ProjectId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretHint;
import io.claviger.model.SecretId;
import io.claviger.model.SecretInfo;
import io.claviger.model.Stamp;
import io.claviger.model.Whitelist;
import io.claviger.model.WhitelistEntry;
import io.claviger.spi.Verifier;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The values in the file stored/V1.sql, and the secrets of its keys. */
final class StoredKeys {
  static final Peppers PEPPERS =
      Peppers.of(2, "another one, which came later on!".getBytes(US_ASCII))
          .alsoVerifying(1, "a test pepper, known to everybody!".getBytes(US_ASCII));

  static final String OWNER_SECRET = "656d839f-5391-4876-b429-171205d8e2b1";
  static final String OWNER_TOKEN =
      "acme_nzrifhoh_qBhy02hoi8ucTVyAmSRnraF4pk0bZu3y9eSIu1mojYw1NCVds";
  static final String EXPORT_OLD_SECRET = "8736936b-50e8-4394-be02-24ee82980e31";
  static final String EXPORT_NEW_SECRET = "3c9a1f52-7d0e-4b6a-9f43-d81e60b7a25c";
  static final String DISABLED_SECRET = "ca3335d0-ca53-4a61-adc0-bf5c0052da60";

  static final OrganizationId GONE = new OrganizationId("gone");

  static final Organization ORGANIZATION =
      Organization.of(
          new OrganizationId("fixture"),
          new Stamp(Instant.parse("2026-11-24T12:00:01.124456Z"), application()),
          OrganizationSettings.of(
              "Füchse & Söhne 🦊",
              false,
              Optional.of(Duration.ofDays(90)),
              Limits.standard().withApiKeys(500).withWhitelistEntries(200)),
          new OrganizationCounters(3, 1),
          new Revision(7, -6978595522586629010L));

  static final StoredApiKey OWNER =
      key(
          identity(
              "6b057c42d7e597c5e4e77913", "nzrifhoh", "2026-11-24T12:00:02.125456Z", application()),
          settings("first owner of the organization", true, Role.ORG_OWNER),
          secret(
              "6b057c42ee04bdfc3bd935cb",
              "171205d8e2b1",
              "2026-11-24T12:00:02.125456Z",
              "hmac-sha256$1$IdUn7JNcMPpaShqRJ27hNu0ttP1B1uayzprfeJPExBA"),
          new StoredSecret(
              SecretInfo.of(
                  new SecretId("6b057c4ad1b20c57a98f3e64"),
                  new SecretHint("acme_nzrifhoh_********"),
                  Instant.parse("2026-11-24T12:00:08Z"),
                  Optional.empty(),
                  Optional.empty()),
              List.of(
                  new Verifier(
                      "sha256$Zm9yIGEgZml4dHVyZSAhIQ$xZypgyxsQY_hMYFzBqq-2Uiwd5yTIPZjztUwapbDXsA"))));

  static final StoredApiKey EXPORT =
      key(
          identity("6b057c4318b4ab59b160cb18", "muxnssjj", "2026-11-24T12:00:03.126456Z", alice()),
          ApiKeySettings.of(
              "nightly export 🐟",
              Labels.of(Map.of("env", "prod", "team", "日本")),
              new TreeSet<>(
                  List.of(
                      RoleAssignment.onOrganization(Role.ORG_READ_ONLY),
                      RoleAssignment.onProject(new Role("GROUP_OWNER"), new ProjectId("p1")))),
              Whitelist.of(
                  List.of(
                      entry("192.0.2.0/24", "2026-11-24T12:00:03.126456Z", 2),
                      entry("198.51.100.7/32", "2026-11-24T12:00:08.131456Z", 7),
                      entry("2001:db8::/32", "2026-11-24T12:00:03.126456Z", 2))),
              true,
              Optional.of(Instant.parse("2036-11-24T12:00:00.654321Z")),
              Optional.empty(),
              Optional.empty()),
          expiring(
              secret(
                  "6b057c43e9134c0ed22ed052",
                  "24ee82980e31",
                  "2026-11-24T12:00:03.126456Z",
                  "sha256$JV7cvk6NaZ7hYgStcUq9YQ$FFgl2C4GXCGVt_RqfO28994qYMt1rJKgQCZYMmPSPbA"),
              "2036-11-24T11:59:59.000001Z"),
          secret(
              "6b057c49a04be17c93d2f615",
              "d81e60b7a25c",
              "2026-11-24T12:00:07.500000Z",
              "hmac-sha256$1$Z_DwMEyQlB5KLNo9iGeSQuzXyR2bVqRyUzEyGiQYYNg",
              "sha256$q7Rk2vXw9LsTz4YbNc1HmA$7JvpccUW1x6iC85wh6CzDOmxHBzqA4bZkxNA-I_VNb8"));

  static final StoredApiKey DISABLED =
      key(
          identity(
              "6b057c4449286a5d6638fcf1",
              "mpchipbi",
              "2026-11-24T12:00:04.127456Z",
              new Actor(
                  Actor.Kind.API_KEY, "nzrifhoh", Optional.of(IpAddress.parse("2001:db8::17")))),
          settings("disabled", false, Role.ORG_MEMBER),
          secret(
              "6b057c44c3f014742c6f03be",
              "bf5c0052da60",
              "2026-11-24T12:00:04.127456Z",
              "hmac-sha256$1$8SCNs6H8gm16e6MS-bJrfEGSi5rEq_37AYI0QAZY3uo"));

  private StoredKeys() {}

  /** Writes the rows of the file into existing tables. */
  static void load(DataSource dataSource) throws Exception {
    load(dataSource, "V1.sql");
  }

  /** Inserts the rows of a file of the folder {@code stored}. */
  static void load(DataSource dataSource, String file) throws Exception {
    Checks.execute(dataSource, statements(file));
  }

  private static String[] statements(String file) throws IOException {
    try (InputStream rows = StoredKeys.class.getResourceAsStream("/stored/" + file)) {
      String sql = new String(rows.readAllBytes(), UTF_8).replace("\\n", "\n").replace("\\t", "\t");
      return sql.substring(sql.indexOf("insert")).split(";\n");
    }
  }

  private static ApiKey.Identity identity(String id, String publicKey, String at, Actor by) {
    return new ApiKey.Identity(
        new ApiKeyId(id),
        new OrganizationId("fixture"),
        new PublicKey(publicKey),
        new Stamp(Instant.parse(at), by),
        KeyKind.none());
  }

  private static ApiKeySettings settings(String description, boolean enabled, Role role) {
    return ApiKeySettings.of(
        description,
        Labels.none(),
        new TreeSet<>(List.of(RoleAssignment.onOrganization(role))),
        Whitelist.empty(),
        enabled,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static StoredApiKey key(
      ApiKey.Identity identity, ApiKeySettings settings, StoredSecret... secrets) {
    List<SecretInfo> infos = Stream.of(secrets).map(StoredSecret::info).toList();
    return new StoredApiKey(ApiKey.of(identity, settings, infos), List.of(secrets));
  }

  private static StoredSecret secret(String id, String end, String at, String... verifiers) {
    SecretInfo info =
        SecretInfo.of(
            new SecretId(id),
            new SecretHint("********-****-****-" + end),
            Instant.parse(at),
            Optional.empty(),
            Optional.empty());
    return new StoredSecret(info, Stream.of(verifiers).map(Verifier::new).toList());
  }

  /** Returns the secret with a grace period of an hour. */
  private static StoredSecret expiring(StoredSecret secret, String at) {
    SecretInfo ending = secret.info().endingAt(Instant.parse(at));
    return new StoredSecret(ending.endingAfterUse(Duration.ofHours(1)), secret.verifiers());
  }

  private static WhitelistEntry entry(String block, String at, long addedIn) {
    return new WhitelistEntry(CidrBlock.parse(block), Instant.parse(at), addedIn);
  }

  private static Actor application() {
    return new Actor(Actor.Kind.APPLICATION, "setup", Optional.empty());
  }

  private static Actor alice() {
    return new Actor(Actor.Kind.USER, "alice", Optional.empty());
  }
}
