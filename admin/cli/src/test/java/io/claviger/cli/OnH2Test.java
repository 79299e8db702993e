package io.claviger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in this process, on an H2 in memory that a URL names. */
class OnH2Test {
  private static final String KEY = "--role=ORG_READ_ONLY --description=export --no-pepper";

  @TempDir Path folder;

  /** The database is gone when this JVM ends. */
  private final String name = UUID.randomUUID().toString();

  @BeforeEach
  void makeOrganization() {
    ok("migrate");
    ok("organizations create Acme --id acme --no-pepper");
  }

  @Test
  void listsArePrintedPageByPage() {
    ok("organizations create B --id b --no-pepper");
    ok("organizations create C --id c --no-pepper");
    Run first = ok("organizations list --limit 1");
    assertEquals(List.of("acme"), ids(first));
    assertTrue(first.err().contains("--after acme"), first.err());
    Run rest = ok("organizations list --limit 2 --after acme");
    assertEquals(List.of("b", "c"), ids(rest));
    assertEquals("", rest.err());
    assertEquals(List.of("acme", "b", "c"), ids(ok("organizations list --limit 1 --all")));
  }

  @Test
  void filtersChooseKeys() {
    String id = ok("keys create acme --label=team=billing " + KEY).object().get("id").asText();
    for (String filter :
        List.of(
            "--role ORG_READ_ONLY",
            "--label team=billing",
            "--description export",
            "--state active --label team=billing",
            "--created-by application:cli:bob --label team=billing")) {
      assertEquals(List.of(id), ids(ok("keys list acme " + filter)), filter);
    }
    assertEquals(List.of(), ids(ok("keys list acme --state disabled")));
    assertEquals(List.of(), ids(ok("keys list acme --unused-for 1d")));
    assertEquals(List.of(), ids(ok("keys list acme --created-by user:bob")));
  }

  @Test
  void keysGetWhatTheApplicationNeeds() throws Exception {
    String pepper = "--pepper-file 1=" + pepper("1") + " --pepper-file 2=" + pepper("2");
    String rest = " --role=ORG_MEMBER --description=d --digest-realm=R --digest-algorithm=MD5";
    verifiers("keys create acme " + pepper + rest, "hmac-sha256$2$", "digest$2$");
    verifiers("keys create acme --current-pepper=1 " + pepper + rest, "hmac-sha256$1$");
    Run other = run("keys create acme --current-pepper=3 " + pepper + rest);
    assertEquals(2, other.code());

    Run typo = run("keys create acme --role=reader --description=d --no-pepper");
    assertEquals(2, typo.code());
    assertTrue(typo.err().contains("--own-role"), typo.err());
    ok("keys create acme --own-role=reader --role=reader --description=d --no-pepper");
    Run misplaced =
        run("keys create acme --own-project-role=dev --role=dev --description=d --no-pepper");
    assertEquals(2, misplaced.code());
    assertTrue(misplaced.err().contains("is a role of projects"), misplaced.err());
    assertTrue(ok("keys create acme --token=acme " + KEY).object().has("token"));
    assertTrue(ok("--token-prefix=acme keys create acme --pair " + KEY).object().has("privateKey"));
  }

  /** Without Java, an operator raises the limit that an import has named. */
  @Test
  void anImportNamesALimitBeforeItBeginsAndTheOperatorRaisesIt() throws Exception {
    JsonNode lowered =
        ok("organizations update acme --limit-keys 3 --limit-entries 7 --no-pepper").object();
    assertEquals(3, lowered.get("limitKeys").asInt());
    assertEquals(7, lowered.get("limitEntries").asInt());
    assertEquals(3, ok("organizations list").object().get("limitKeys").asInt());
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      rows.append("{\"organization\":\"acme\",\"description\":\"d\",\"role\":\"ORG_MEMBER\"")
          .append(
              ",\"credential\":\"public00000%s:3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3\"}\n"
                  .formatted(i));
    }
    Path file = Files.writeString(folder.resolve("keys.jsonl"), rows);
    String command = "import " + file + " --hash clear --no-pepper";
    Run dry = run(command + " --dry-run");
    assertEquals(3, dry.code());
    assertTrue(dry.err().contains(" would have 6 "), dry.err());
    assertTrue(dry.err().contains(" organizations update acme --limit-keys 6\n"), dry.err());
    Run partly = run(command);
    assertEquals(3, partly.code());
    assertTrue(partly.err().startsWith("organization acme may have 3 keys"), partly.err());
    assertEquals(total(dry), total(partly));

    Run again = run(command);
    assertTrue(again.err().contains(" would have 6 "), "not the 2 rows that are there: " + again);
    Run raised = shell(again.err());
    assertEquals(7, raised.object().get("limitEntries").asInt(), raised.toString());
    Run rest = ok(command);
    assertEquals(List.of(3, 2, 0), total(rest));
    assertEquals("", rest.err());
    assertEquals(2, run("organizations update acme --no-pepper").code());
  }

  /** Runs the command that a note names in a line of its own, as a shell would. */
  private static Run shell(String notes) {
    String line = notes.lines().filter(each -> each.startsWith("  claviger ")).findFirst().get();
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("'([^']*)'|([^ ']+)").matcher(line);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return Run.here("", words.subList(1, words.size()).toArray(String[]::new));
  }

  /** The digests of two hashes look the same, so only a credential shows which one it is. */
  @Test
  void anOldCredentialIsTriedBeforeARowIsImported() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("keys.csv"),
            """
            organization,description,role,id,hash
            acme,first,ORG_MEMBER,16,%s
            acme,second,ORG_MEMBER,17,a0e25dc3646942394f9c4c853d1478c67a4f45e2900fb8e8712500de1afd73b4
            """
                .formatted("0".repeat(64)));
    String form = "--credential odt=(?<id>[0-9]+)_(?<secret>[0-9A-Za-z]+) --no-pepper";
    String command = "import " + file + " " + form + " --hash ";
    String secret = "pW2sR7yB5dHx9uLc4fGj1mQa6oEv0Zt8";
    String old = " --try " + Files.writeString(folder.resolve("old"), "17_" + secret + "\n");
    String gone = " --try " + Files.writeString(folder.resolve("gone"), "18_" + secret);
    String other = " --try " + Files.writeString(folder.resolve("other"), secret);

    Run wrong = run(command + "sha256" + old);
    assertEquals(2, wrong.code(), wrong.toString());
    assertTrue(wrong.err().contains("line 3"), wrong.err());
    assertFalse(wrong.err().contains(secret), wrong.err());
    assertEquals(2, run(command + "sha3-256" + gone).code());
    assertEquals(2, run(command + "sha3-256" + other).code());
    assertEquals(1, ids(ok("keys list acme")).size(), "nothing was imported");

    assertTrue(ok(command + "sha3-256 --dry-run").err().contains("--try"));
    Run tried = ok(command + "sha3-256" + old);
    assertEquals("--try: the row in line 3 accepts the credential", tried.err().strip());
    String[] check = arguments("authenticate --hash sha3-256 " + form);
    assertEquals("second", Run.here("17_" + secret, check).object().get("description").asText());
  }

  @Test
  void aCauseOfManyRefusalsIsPrintedOnce() throws Exception {
    StringBuilder rows = new StringBuilder("organization,description,role,credential\n");
    for (int i = 0; i < 500; i++) {
      rows.append("b,d,ORG_MEMBER,public%06d:3f9c1d7e-52ab-4c08-9e61-7b04d2f8a5c3\n".formatted(i));
    }
    Path file = Files.writeString(folder.resolve("keys.csv"), rows);
    String command = "import " + file + " --hash clear --create-organizations --no-pepper";
    List<String> people = new ArrayList<>(List.of(arguments(command)));
    people.remove("--json");
    Run table = Run.here("", people.toArray(String[]::new));
    assertEquals(1, table.code());
    assertEquals(1, table.out().lines().filter(each -> each.contains("OWNER_REQUIRED")).count());
    assertTrue(table.out().contains("--owners-outside"), table.out());
    assertFalse(table.out().contains("Claviger.Builder"), table.out());
    assertTrue(table.err().contains("refused like line 2: 499 more, the last in line 501"));
    assertEquals(501, run(command).objects().size(), "a program gets each row");

    Run created = run("organizations create B --id b --without-key --no-pepper");
    assertTrue(created.err().contains("--owners-outside"), created.err());
  }

  @Test
  void aMistypedKeyIsNoKeyWithoutEvents() {
    String unknown = "0123456789abcdef01234567";
    Run run = run("events acme --key " + unknown);
    assertEquals(1, run.code(), run.toString());
    assertTrue(run.err().contains("[API_KEY_NOT_FOUND]"), run.err());
    assertEquals(1, run("events acme --follow --key " + unknown).code());
  }

  private static List<Integer> total(Run run) {
    JsonNode total = run.objects().get(run.objects().size() - 1);
    return List.of(
        total.get("created").asInt(), total.get("unchanged").asInt(), total.get("refused").asInt());
  }

  @Test
  void organizationsOfUsersNeedNoKey() {
    assertEquals(1, run("organizations create B --id b --without-key --no-pepper").code());
    JsonNode made =
        ok("organizations create B --id b --without-key --owners-outside --no-pepper").object();
    assertEquals(0, made.get("keys").asInt());
    assertEquals(List.of(), ids(ok("keys list b")));
  }

  @Test
  void aSecretThatDoesNotArriveIsReported() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };
    Run run = Run.to(closed, "", arguments("keys create acme " + KEY));
    assertEquals(5, run.code());
    String id = ok("keys list acme --role ORG_READ_ONLY").object().get("id").asText();
    assertTrue(run.err().contains(id), run.err());
  }

  @Test
  void tablesAreForPeople() {
    List<String> people = new ArrayList<>(List.of(arguments("organizations list")));
    people.remove("--json");
    String table = Run.here("", people.toArray(String[]::new)).out();
    assertTrue(table.startsWith("ID    NAME"), table);
    assertFalse(table.contains("{"));
  }

  /** Scripts would take an {@code id} for the id of the organization. */
  @Test
  void aNewOrganizationAndItsFirstKeyHaveDifferentIds() {
    JsonNode made = ok("organizations create B --id b --no-pepper").object();
    assertEquals("b", made.get("organization").asText());
    assertFalse(made.has("id"), made.toString());
    assertEquals(ids(ok("keys list b")), List.of(made.get("keyId").asText()));
  }

  @Test
  void aReportWithoutProblemsEndsWithZero() {
    ok("organizations create B --id b --without-key --owners-outside --no-pepper");
    ok("report b");
    assertEquals(6, run("report").code());
  }

  @Test
  void aSecretThatOthersCanReadIsNamed() throws Exception {
    Path pepper = pepper("1");
    String list = "organizations list --pepper-file 1=" + pepper;
    for (String permissions : List.of("rw----r--", "rw-r-----")) {
      Files.setPosixFilePermissions(pepper, PosixFilePermissions.fromString(permissions));
      String expected =
          "warning: other users can read the secret in %1$s; run: chmod 600 %1$s".formatted(pepper);
      assertEquals(expected, ok(list).err().strip());
    }
    Files.setPosixFilePermissions(pepper, PosixFilePermissions.fromString("rw-------"));
    assertEquals("", ok(list).err());
  }

  private void verifiers(String command, String... parts) throws SQLException {
    String id = ok(command).object().get("id").asText();
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select verifiers from claviger_secret where key_id = '" + id + "'")) {
      assertTrue(found.next());
      for (String part : parts) {
        assertTrue(found.getString(1).contains(part), part);
      }
    }
  }

  private Path pepper(String digit) throws IOException {
    return Files.writeString(
        folder.resolve("pepper" + digit), digit + "0123456789abcde".repeat(4) + "fff");
  }

  private static List<String> ids(Run run) {
    return run.objects().stream().map(each -> each.get("id").asText()).toList();
  }

  private Run ok(String line) {
    Run run = run(line);
    assertEquals(0, run.code(), run.err());
    return run;
  }

  private Run run(String line) {
    return Run.here("", arguments(line));
  }

  private String[] arguments(String line) {
    List<String> arguments = new ArrayList<>(List.of("--url", url(), "--json", "--actor", "bob"));
    arguments.addAll(List.of(line.split(" +", -1)));
    return arguments.toArray(String[]::new);
  }

  private String url() {
    return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE";
  }
}
