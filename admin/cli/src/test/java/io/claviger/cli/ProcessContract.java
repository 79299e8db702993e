package io.claviger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.Claviger;
import io.claviger.Peppers;
import io.claviger.access.Authenticated;
import io.claviger.access.Credential;
import io.claviger.access.Rejected;
import io.claviger.spi.store.ApiKeyStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator does with the program, on a store of the subclass. A command is a process of its
 * own when it comes first, and runs here when it comes again, which takes less time. With the
 * profile databases {@code keys create} and {@code keys list} are two commands, without it one.
 */
@Tag("processes")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300)
abstract class ProcessContract {
  private static final boolean THOROUGH = Boolean.getBoolean("claviger.databases.required");
  private static final String PEPPER = "0123456789abcdef".repeat(4);

  @TempDir Path folder;

  /** Everything that was printed, except the answers that hand a secret over. */
  private final StringBuilder printed = new StringBuilder();

  private final List<String> secrets = new ArrayList<>();
  private final Set<String> started = new HashSet<>();

  /** Returns the options that name a store without tables. */
  abstract List<String> store() throws Exception;

  /** Returns by how many words commands differ that are processes of their own. */
  abstract int wordsOfAProcess();

  /** Lets an application use the same store. */
  abstract void inTheApplication(Consumer<ApiKeyStore> use) throws Exception;

  @BeforeEach
  void makeTables() throws Exception {
    ok("migrate");
  }

  @Test
  void aKeyLivesFromItsCreationToItsEnd() throws Exception {
    ok("check");
    JsonNode owner = issued("organizations", "create", "Acme", "--id", "acme", "--no-pepper");
    JsonNode key =
        create("--whitelist", "192.0.2.0/24", "--expires-in", "90d", "--rate-limit", "100/60");
    assertEquals("100/60", key.get("rateLimit").asText());
    JsonNode limited =
        ok("organizations", "update", "acme", "--key-rate-limit", "50/60", "--no-pepper").object();
    assertEquals("50/60", limited.get("keyRateLimit").asText());
    String id = key.get("id").asText();
    String pair = pair(key);
    assertEquals("ADDRESS_NOT_LISTED", refused(pair, "--address", "198.51.100.7"));
    assertEquals(id, accepted(pair, "--address", "192.0.2.1").get("id").asText());
    refused(pair(owner).replaceAll("[0-9a-f]$", "x"));

    JsonNode rotated = issued("keys", "rotate", "acme", id, "--no-grace", "--no-pepper");
    assertEquals("WRONG_SECRET", refused(pair));
    String fresh = pair(rotated);
    ok("keys", "disable", "acme", id, "--no-pepper");
    assertEquals("DISABLED", refused(fresh));
    ok("keys", "enable", "acme", id, "--no-pepper");
    ok("whitelist", "add", "acme", id, "198.51.100.0/24", "2001:db8::/32", "--no-pepper");
    ok("whitelist", "remove", "acme", id, "192.0.2.0/24", "--no-pepper");
    accepted(fresh, "--address", "198.51.100.7");
    assertEquals(2, ok("whitelist", "list", "acme", id).objects().size());
    assertEquals(List.of(id), ids(ok("keys", "list", "acme", "--role", "ORG_READ_ONLY")));
    assertEquals(
        "REVOKED", ok("keys", "revoke", "acme", id, "--no-pepper").object().get("state").asText());
    assertEquals("UNKNOWN_KEY", refused(fresh));

    Run last = run("", "keys", "revoke", "acme", owner.get("keyId").asText(), "--no-pepper");
    assertEquals(1, last.code());
    assertTrue(last.err().contains("LAST_OWNER_CANNOT_BE_REVOKED"), last.err());
    assertEquals(1, run("", "keys", "list", "nobody").code());
    assertEquals(1, run("", "events", "nobody").code());
    events(id);
    assertNoSecretPrinted();
  }

  private void events(String id) throws Exception {
    List<JsonNode> events = ok("events", "acme", "--key", id).objects();
    assertEquals("API_KEY_CREATED", events.get(0).get("type").asText());
    assertEquals("API_KEY_DELETED", events.get(events.size() - 1).get("type").asText());
    for (JsonNode event : events) {
      assertTrue(event.get("by").asText().startsWith("APPLICATION cli"), event.toString());
    }
    List<JsonNode> newest = ok("events", "acme", "--limit", "1").objects();
    assertEquals(events.get(events.size() - 1), newest.get(0));
  }

  @Test
  void itsKeysWorkInTheApplication() throws Exception {
    Path pepper = Files.writeString(folder.resolve("pepper"), PEPPER + "\n");
    Path file = folder.resolve("owner.token");
    List<String> set =
        List.of("--pepper-file", "1=" + pepper, "--token-prefix", "acme", "--actor", "alice");
    ok(with(set, "organizations", "create", "Acme", "--secret-file", file.toString()));
    String token = Files.readString(file).strip();
    secrets.add(token);
    inTheApplication(
        store -> {
          Peppers peppers = Peppers.of(1, HexFormat.of().parseHex(PEPPER));
          Credential credential = Credential.token(token);
          try (Claviger claviger = Claviger.builder(store).peppers(peppers).build();
              Claviger another = Claviger.of(store)) {
            claviger.check();
            assertInstanceOf(
                Authenticated.class, claviger.authenticator().authenticate(credential));
            assertEquals(
                Rejected.of(Rejected.Reason.WRONG_SECRET),
                another.authenticator().authenticate(credential));
          }
        });
    Path other = Files.writeString(folder.resolve("other"), PEPPER.replace('0', '1'));
    Run wrong = run(token, "authenticate", "--pepper-file", "1=" + other);
    assertEquals(4, wrong.code(), wrong.err());
    assertEquals(0, run(token, with(set, "authenticate")).code());
    // The file is not replaced, and nothing was made for it.
    Run second =
        run("", with(set, "organizations", "create", "B", "--secret-file", file.toString()));
    assertEquals(2, second.code());
    assertEquals(1, ok("organizations", "list").objects().size());
    assertNoSecretPrinted();
  }

  @Test
  void allOrganizationsAreSeen() throws Exception {
    new OperatorScenario(this, folder).run();
  }

  @Test
  void authenticateChangesNothing() throws Exception {
    issued("organizations", "create", "Acme", "--id", "acme", "--no-pepper");
    JsonNode key = create();
    String id = key.get("id").asText();
    JsonNode fresh =
        issued("keys", "rotate", "acme", id, "--grace-after-first-use", "0s", "--no-pepper");
    accepted(pair(fresh));
    accepted(pair(key));
    JsonNode listed = ok("keys", "list", "acme", "--after", "0".repeat(24)).objects().get(1);
    assertEquals(0, listed.get("uses").asInt());
  }

  private JsonNode create(String... more) throws Exception {
    List<String> create =
        List.of(
            "keys",
            "create",
            "acme",
            "--description",
            "export",
            "--role",
            "ORG_READ_ONLY",
            "--no-pepper");
    return issued(with(create, more));
  }

  /** Runs a command that prints a secret, and remembers it. */
  private JsonNode issued(String... command) throws Exception {
    Run run = start("", command);
    assertEquals(0, run.code(), run.err());
    JsonNode key = run.object();
    secrets.add(key.get("privateKey").asText());
    return key;
  }

  private static String pair(JsonNode key) {
    return key.get("publicKey").asText() + ":" + key.get("privateKey").asText();
  }

  JsonNode accepted(String credential, String... options) throws Exception {
    Run run = run(credential, with(List.of("authenticate", "--no-pepper"), options));
    assertEquals(0, run.code(), run.toString());
    return run.object();
  }

  String refused(String credential, String... options) throws Exception {
    Run run = run(credential, with(List.of("authenticate", "--no-pepper"), options));
    assertEquals(1, run.code(), run.toString());
    return run.object().get("reason").asText();
  }

  Run ok(String... command) throws Exception {
    Run run = run("", command);
    assertEquals(0, run.code(), run.err());
    return run;
  }

  Run run(String input, String... command) throws Exception {
    Run run = start(input, command);
    printed.append(run.out()).append(run.err());
    return run;
  }

  private Run start(String input, String... command) throws Exception {
    List<String> words = List.of(command).stream().filter(word -> word.matches("[a-z]+")).toList();
    int few = THOROUGH ? 2 : wordsOfAProcess();
    boolean first = started.add(String.join(" ", words.subList(0, Math.min(few, words.size()))));
    List<String> arguments = arguments(command);
    return first
        ? CliProcess.run(input, arguments)
        : Run.here(input, arguments.toArray(String[]::new));
  }

  List<String> arguments(String... command) throws Exception {
    List<String> arguments = new ArrayList<>(store());
    arguments.add("--json");
    arguments.addAll(List.of(command));
    return arguments;
  }

  static String[] with(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static List<String> ids(Run run) {
    return run.objects().stream().map(key -> key.get("id").asText()).toList();
  }

  private void assertNoSecretPrinted() {
    assertFalse(secrets.isEmpty());
    for (String secret : secrets) {
      assertFalse(printed.toString().contains(secret));
    }
  }
}
