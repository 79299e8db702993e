package io.claviger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys of other software, from the file to their use. */
abstract class ImportContract extends ProcessContract {
  private static final String FORM = "old=(?<id>[0-9]+)[|](?<secret>[a-z]{10})";
  private static final String HEADER = "organization,description,role,hash,id,whitelist\r\n";

  @Test
  void importedKeysAreUsedAsBefore() throws Exception {
    Path file = folder.resolve("keys.csv");
    String first = "old,\"CI, nightly\",ORG_OWNER," + sha256("aaaaaaaaaa") + ",1,\r\n";
    String second = "old,read,ORG_READ_ONLY," + sha256("bbbbbbbbbb") + ",2,192.0.2.0/24\r\n";
    String typo = "old,typo,NO_ROLE," + sha256("cccccccccc") + ",3,\r\n";
    Files.writeString(file, "\uFEFF" + HEADER + first + "\r\n" + second + typo);

    assertEquals(List.of(2, 0, 1, 1), numbers(imported(3, file, "--dry-run")));
    assertEquals(1, run("", "keys", "list", "old").code());
    Run partly = imported(3, file);
    assertEquals(List.of(2, 0, 1, 1), numbers(partly));
    JsonNode refused = partly.objects().get(0);
    assertEquals(5, refused.get("line").asInt());
    assertEquals("UNKNOWN_ROLE", refused.get("code").asText());
    assertFalse(partly.toString().contains(sha256("cccccccccc")), partly.toString());

    Files.writeString(file, HEADER + first + second + typo.replace("NO_ROLE", "ORG_MEMBER"));
    assertEquals(List.of(1, 2, 0, 0), numbers(imported(0, file)));
    Run again = imported(0, file);
    assertEquals(List.of(0, 3, 0, 0), numbers(again));
    assertTrue(again.err().contains("nothing to change"), again.err());

    String[] old = {"--credential", FORM, "--hash", "sha256"};
    assertEquals("CI, nightly", accepted("1|aaaaaaaaaa", old).get("description").asText());
    String[] elsewhere = {"--credential", FORM, "--hash", "sha256", "--address", "198.51.100.7"};
    assertEquals("ADDRESS_NOT_LISTED", refused("2|bbbbbbbbbb", elsewhere));
    assertEquals("WRONG_SECRET", refused("1|bbbbbbbbbb", old));
  }

  private Run imported(int code, Path file, String... more) throws Exception {
    List<String> command =
        List.of("import", file.toString(), "--hash", "sha256", "--credential", FORM);
    Run run = run("", with(command, with(List.of(more), "--create-organizations", "--no-pepper")));
    assertEquals(code, run.code(), run.toString());
    assertFalse(run.err().contains("#"), run.err());
    return run;
  }

  private static List<Integer> numbers(Run run) {
    List<JsonNode> objects = run.objects();
    JsonNode total = objects.get(objects.size() - 1);
    return List.of(
        total.get("created").asInt(),
        total.get("unchanged").asInt(),
        total.get("refused").asInt(),
        total.get("organizations").asInt());
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
