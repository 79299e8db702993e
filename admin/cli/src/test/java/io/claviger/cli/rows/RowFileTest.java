package io.claviger.cli.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.cli.error.CliException;
import io.claviger.cli.error.ExitCode;
import io.claviger.importing.ImportedKey;
import io.claviger.importing.ImportedSettings;
import io.claviger.model.CidrBlock;
import io.claviger.model.InvalidValueException;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files become keys, and bad rows become reasons. */
class RowFileTest {
  private static final Optional<ImportedSettings> OLD =
      Optional.of(
          ImportedSettings.of(
              Map.of("name", "old", "credential", "(?<id>[0-9]+)[|][a-z]+", "hash", "sha256")));
  private static final String HASH = "ab".repeat(32);
  private static final String HEADER = "id,role,hash,description,organization";

  @TempDir Path folder;

  @Test
  void csvHasQuotesBlankLinesAndAnyLineEnds() throws Exception {
    String header = "\uFEFF\"id\",role , hash,description,organization,expiresAt,label:team\r\n";
    String first =
        "1,ORG_MEMBER  ORG_READ_ONLY,%s,\"a \"\"b\"\", c\",x,,\"R, D\"\n".formatted(HASH);
    String second = "\r\n  \n2,ORG_MEMBER," + HASH + ",d,x,2030-01-01 01:30:00.25+01,\r";
    List<ImportedKey> keys =
        keys("a.csv", header + first + second + "3,ORG_MEMBER," + HASH + ",e,x,,");
    assertEquals(List.of("a \"b\", c", "d", "e"), descriptions(keys));
    NewApiKey settings = keys.get(0).settings();
    assertEquals(NewApiKey.of("x", Role.ORG_MEMBER, Role.ORG_READ_ONLY).roles(), settings.roles());
    assertEquals(Map.of("team", "R, D"), settings.labels().values());
    Instant expiry = Instant.parse("2030-01-01T00:30:00.250Z");
    assertEquals(Optional.of(expiry), keys.get(1).settings().expiresAt());
  }

  @Test
  void jsonLinesHaveListsAndLabels() throws Exception {
    String row =
        """
        {"organization":"x","description":"d","role":["ORG_MEMBER","ORG_READ_ONLY"],"hash":"%s",\
        "id":7,"whitelist":["192.0.2.0/24","2001:db8::/32"],"labels":{"team":"R, D"},\
        "enabled":false,"expiresAt":null,"createdAt":"2020-01-01T00:00:00Z"}
        """
            .formatted(HASH);
    ImportedKey key = keys("a.jsonl", row).get(0);
    assertEquals(2, key.settings().roles().size());
    assertTrue(key.settings().whitelist().contains(CidrBlock.parse("2001:db8::/32")));
    assertEquals(Map.of("team", "R, D"), key.settings().labels().values());
    assertFalse(key.isEnabled());
    assertEquals(Optional.of(Instant.parse("2020-01-01T00:00:00Z")), key.createdAt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,ORG_MEMBER,HASH,d",
        "1,ORG_MEMBER,HASH,d,x,more",
        "1,ORG_MEMBER,HASH,,x",
        "1,ORG_MEMBER,HASH,\"d,x",
        "1,ORG_MEMBER,HASH,\"d\"e,x",
        "1,ORG_MEMBER,d,HASH,x",
        "1,ORG_MEMBER,HASH,d,\uFFFD",
        "1,no role!,HASH,d,x"
      })
  void aBadRowOfCsvIsRefusedAlone(String row) throws Exception {
    refusedAlone("a.csv", HEADER + "\n" + row + "\n1,ORG_MEMBER,HASH,good,x\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "{} {}",
        "{\"id\":1,\"role\":\"ORG_MEMBER\",\"hash\":\"HASH\",\"description\":\"d\",\"organization\":\"x\",\"label:a\":\"b\",\"labels\":{\"a\":\"c\"}}",
        "{\"id\":1}",
        "{\"organization\":{}}",
        "{\"id\":1,\"id\":2,\"role\":\"ORG_MEMBER\",\"hash\":\"HASH\",\"description\":\"d\",\"organization\":\"x\"}",
        "{\"id\":1,\"role\":\"ORG_MEMBER\",\"hash\":\"HASH\",\"description\":\"d\",\"organization\":\"x\",\"colour\":1}"
      })
  void aBadRowOfJsonIsRefusedAlone(String row) throws Exception {
    String good =
        "{\"id\":1,\"role\":\"ORG_MEMBER\",\"hash\":\"HASH\",\"description\":\"good\",\"organization\":\"x\"}";
    refusedAlone("a.jsonl", row + "\n" + good);
  }

  @Test
  void aLineThatNeverEndsIsRefusedAlone() throws Exception {
    String row = "1,ORG_MEMBER,HASH," + "d".repeat(3 * Lines.MAX_LENGTH) + ",x";
    refusedAlone("a.csv", HEADER + "\n" + row + "\n1,ORG_MEMBER,HASH,good,x\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id,role,hash,description",
        "id,role,hash,description,organization,colour",
        "id;role;hash;description;organization",
        "id,role,hash,description,organization,salt",
        "id,role,hash,description,organization,label:",
        "1,ORG_MEMBER,abababab,d,x"
      })
  void aWrongHeaderNamesTheColumns(String header) throws Exception {
    CliException refused = assertThrows(CliException.class, () -> keys("a.csv", header));
    assertEquals(ExitCode.USAGE, refused.code());
    String message = String.valueOf(refused.getMessage());
    String expected = header.isEmpty() ? "is empty" : "organization, description, role";
    assertTrue(message.contains(expected), message);
    assertFalse(message.contains("abababab"), message);
  }

  @Test
  void aColumnIsThereOnce() {
    String header = HEADER + ",id";
    CliException refused = assertThrows(CliException.class, () -> keys("a.csv", header));
    assertTrue(String.valueOf(refused.getMessage()).contains("id twice"), refused.getMessage());
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() {
    String header = HEADER + ",label:\uFFFD";
    CliException refused = assertThrows(CliException.class, () -> keys("a.csv", header));
    assertTrue(String.valueOf(refused.getMessage()).contains("UTF-8"), refused.getMessage());
  }

  @Test
  void anotherExtensionNeedsTheFormat() throws Exception {
    assertThrows(CliException.class, () -> keys("a.txt", HEADER));
  }

  @Test
  void whyARowOfCsvIsBadIsSaid() throws Exception {
    assertEquals("has 60001 fields, but the header has 5", problem(",".repeat(60_000)));
    assertEquals("is not CSV: a closing quote is followed by text", problem("\"1\"x,,,,"));
    assertEquals("is longer than 65536 characters", problem(" ".repeat(70_000) + "x"));
    String open = "has a quoted field that does not end on its line";
    assertEquals(open, problem("1,\"\"\",,,"));
  }

  private String problem(String row) throws IOException {
    Path file = folder.resolve("a.csv");
    Files.writeString(file, HEADER + "\n" + row + "\n");
    try (RowFile rows = RowFile.open(file, Optional.empty(), OLD)) {
      return rows.next().problem().orElseThrow();
    }
  }

  private void refusedAlone(String name, String text) throws IOException {
    List<String> reasons = new ArrayList<>();
    List<ImportedKey> keys = keys(name, text.replace("HASH", HASH), reasons);
    assertEquals(List.of("good"), descriptions(keys));
    assertEquals(1, reasons.size());
    assertFalse(reasons.get(0).contains(HASH), reasons.get(0));
  }

  private static List<String> descriptions(List<ImportedKey> keys) {
    return keys.stream().map(key -> key.settings().description()).toList();
  }

  private List<ImportedKey> keys(String name, String text) throws IOException {
    List<String> reasons = new ArrayList<>();
    List<ImportedKey> keys = keys(name, text, reasons);
    assertEquals(List.of(), reasons);
    return keys;
  }

  private List<ImportedKey> keys(String name, String text, List<String> reasons)
      throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text, StandardCharsets.UTF_8);
    KeyRows mapping = new KeyRows(OLD);
    List<ImportedKey> keys = new ArrayList<>();
    try (RowFile rows = RowFile.open(file, Optional.empty(), OLD)) {
      while (rows.hasNext()) {
        try {
          keys.add(mapping.key(rows.next()));
        } catch (InvalidValueException e) {
          reasons.add(String.valueOf(e.getMessage()));
        }
      }
    }
    return keys;
  }
}
