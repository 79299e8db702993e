package io.claviger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.AuthenticationResult;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.model.TokenFormat;
import io.claviger.oauth.AccessTokens;
import io.claviger.oauth.IssuedAccessToken;
import io.claviger.store.jdbc.JdbcApiKeyStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access tokens that an application issued are revoked, and stay in the history of their key. */
class TokensTest {
  private static final String AUDIENCE = "https://api.acme.example";
  private static final String PEPPER = "0123456789abcdef".repeat(4);
  private static final Peppers PEPPERS = Peppers.of(1, HexFormat.of().parseHex(PEPPER));

  @TempDir Path folder;

  private final String url =
      "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE";
  private final HikariDataSource pool = new HikariDataSource();
  private String pepper = "";
  private JsonNode key;

  @BeforeEach
  void makeKey() throws Exception {
    Path file = Files.writeString(folder.resolve("pepper"), PEPPER);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    pepper = "1=" + file;
    pool.setJdbcUrl(url);
    ok("", "migrate");
    ok("", "organizations", "create", "Acme", "--id", "acme");
    key = ok("", "keys", "create", "acme", "--description=d", "--role=ORG_MEMBER").object();
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void aTokenIsEndedByItsTextOrByItsId() throws Exception {
    try (Claviger claviger = application()) {
      AccessTokens tokens = tokens(claviger);
      IssuedAccessToken first = issue(claviger, tokens);
      IssuedAccessToken second = issue(claviger, tokens);
      IssuedAccessToken third = issue(claviger, tokens);

      Run run = ok(first.text(), "tokens", "revoke", "--audience", AUDIENCE);
      ok("", "tokens", "revoke", "acme", id(), second.token().id().value());

      assertEquals(first.token().id().value(), run.object().get("token").asText());
      assertEquals(first.token().expiresAt().toString(), run.object().get("expiresAt").asText());
      assertFalse(run.toString().contains(first.text()));
      assertEquals(Rejected.of(Rejected.Reason.TOKEN_REVOKED), use(claviger, tokens, first));
      assertEquals(Rejected.of(Rejected.Reason.TOKEN_REVOKED), use(claviger, tokens, second));
      assertInstanceOf(Authenticated.class, use(claviger, tokens, third));
      assertHistory(first, second);
    }
  }

  /** They stand where they were revoked, between the events of their key. */
  private void assertHistory(IssuedAccessToken first, IssuedAccessToken second) {
    ok("", "keys", "disable", "acme", id());
    List<JsonNode> history = ok("", "events", "acme", "--key", id()).objects();
    assertEquals(
        List.of(
            "API_KEY_CREATED", "ACCESS_TOKEN_REVOKED", "ACCESS_TOKEN_REVOKED", "API_KEY_DISABLED"),
        history.stream().map(event -> event.get("type").asText()).toList());
    assertEquals(
        List.of(first.token().id().value(), second.token().id().value()),
        history.subList(1, 3).stream().map(each -> each.at("/details/token").asText()).toList());
    assertEquals(
        history.subList(2, 4),
        ok("", "events", "acme", "--key", id(), "--limit", "2").objects(),
        "the newest");
    assertEquals(3, ok("", "events", "acme").objects().size() - 1, "they have no events");
    ok("", "verify", "acme");
  }

  @Test
  void anotherTextIsRefused() throws Exception {
    try (Claviger claviger = application()) {
      IssuedAccessToken token = issue(claviger, tokens(claviger));
      String text = token.text();
      String[] command = {"tokens", "revoke", "--audience", AUDIENCE};

      assertEquals(1, run(text.substring(0, text.length() - 1), command).code());
      assertEquals(1, run(text, "tokens", "revoke", "--audience", "https://other.example").code());
      assertEquals(2, run("nonsense", command).code());
      assertEquals(2, run("", command).code());
      assertEquals(1, run("", "tokens", "revoke", "acme", "0".repeat(24), "1".repeat(24)).code());
      Run inTheWrongPlace = run("", "tokens", "revoke", text);
      assertEquals(2, inTheWrongPlace.code());
      String secret = text.substring(text.indexOf('.') + 1);
      for (int i = 0; i + 20 < secret.length(); i += 20) {
        assertFalse(inTheWrongPlace.err().contains(secret.substring(i, i + 20)));
      }
      assertInstanceOf(Authenticated.class, use(claviger, tokens(claviger), token));

      ok("", "keys", "revoke", "acme", id());
      Run gone = run(text, command);
      assertEquals(1, gone.code());
      assertTrue(gone.err().contains("the key of the token does not exist"), gone.err());
    }
  }

  @Test
  void aKeyHasAKindANameAndASecretThatExpires() {
    JsonNode made =
        ok(
                "",
                "keys",
                "create",
                "acme",
                "--description=d",
                "--role=ORG_MEMBER",
                "--kind=robot",
                "--name=ci",
                "--secret-expires-in=8h")
            .object();
    assertEquals("robot", made.get("kind").asText());
    assertEquals("ci", made.get("name").asText());
    String robot = made.get("id").asText();
    JsonNode listed = ok("", "keys", "list", "acme", "--kind=robot").object();
    assertEquals(robot, listed.get("id").asText());
    assertTrue(listed.at("/secrets/0/expiresAt").isTextual(), listed.toString());

    String end = "2100-01-31T12:00:00Z";
    ok("", "keys", "rotate", "acme", robot, "--no-grace", "--secret-expires-at", end);
    JsonNode rotated = ok("", "keys", "list", "acme", "--kind=robot").object();
    assertEquals(end, rotated.at("/secrets/0/expiresAt").asText());
    assertEquals(1, rotated.get("secrets").size());
    assertTrue(key.get("kind").isNull() && key.get("name").isNull(), key.toString());
  }

  private Claviger application() {
    return Claviger.builder(new JdbcApiKeyStore(pool))
        .peppers(PEPPERS)
        .tokens(TokenFormat.of("acme"))
        .build();
  }

  private static AccessTokens tokens(Claviger claviger) {
    return AccessTokens.builder(claviger, PEPPERS, AUDIENCE).build();
  }

  private IssuedAccessToken issue(Claviger claviger, AccessTokens tokens) {
    Credential pair =
        Credential.pair(key.get("publicKey").asText(), key.get("privateKey").asText());
    return tokens.issue(
        assertInstanceOf(Authenticated.class, claviger.authenticator().authenticate(pair)));
  }

  private static AuthenticationResult use(
      Claviger claviger, AccessTokens tokens, IssuedAccessToken token) {
    return claviger.authenticator().authenticate(tokens.read(token.text()).orElseThrow());
  }

  private String id() {
    return key.get("id").asText();
  }

  private Run ok(String input, String... command) {
    Run run = run(input, command);
    assertEquals(0, run.code(), run.err());
    return run;
  }

  private Run run(String input, String... command) {
    List<String> arguments =
        new ArrayList<>(List.of("--url", url, "--json", "--actor", "bob", "--pepper-file", pepper));
    arguments.addAll(List.of(command));
    return Run.here(input, arguments.toArray(String[]::new));
  }
}
