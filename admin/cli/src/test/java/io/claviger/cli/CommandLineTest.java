package io.claviger.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says about a command line, before it opens a store. */
class CommandLineTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "keys",
        "keys nonsense",
        "keys list",
        "keys list ac-me --h2 x",
        "keys list acme",
        "keys list acme --h2 x --url jdbc:h2:mem:x",
        "keys list acme --h2 x --user me",
        "keys list acme --h2 x --nonsense",
        "keys list acme --h2 x --limit many",
        "keys list acme --h2 x --created-by alice",
        "keys list acme --h2 x --unused-for long",
        "keys list acme --url jdbc:nonsense:x",
        "keys create acme --h2 x --no-pepper --role ORG_READ_ONLY",
        "keys create acme --h2 x --no-pepper --role R --description d --expires-in 1d --expires-at x",
        "keys create acme --h2 x --role ORG_READ_ONLY --description d",
        "keys create acme --h2 x --no-pepper --pepper-file 1=f --role ORG_READ_ONLY --description d",
        "keys rotate acme 0123456789abcdef01234567 --h2 x --no-pepper",
        "authenticate --h2 x --no-pepper",
        "keys create acme --h2 x --no-pepper --role R --description d --kind Robot",
        "keys create acme --h2 x --no-pepper --role R --description d --secret-expires-in 1d"
            + " --secret-expires-at 2100-01-31T12:00:00Z",
        "tokens revoke --h2 x",
        "tokens revoke acme 0123456789abcdef01234567 --h2 x",
        "tokens revoke acme --audience x --h2 x --pepper-file 1=f",
        "tokens revoke --audience x --h2 x --no-pepper",
        "whitelist add acme 0123456789abcdef01234567 --h2 x",
        "import keys.csv --h2 x --no-pepper",
        "import keys.csv --h2 x --no-pepper --hash sha256",
        "import keys.csv --h2 x --no-pepper --hash sha256 --credential old",
        "import keys.csv --h2 x --no-pepper --hash md5 --credential old=[a-z]+",
        "import keys.csv --h2 x --no-pepper --hash bcrypt --credential old=[a-z]+",
        "import missing.csv --h2 x --no-pepper --hash sha256 --credential old=[a-z]+",
        "import missing.txt --h2 x --no-pepper --hash clear",
      })
  void aWrongOneIsRefusedInOneLine(String line) {
    Run run = Run.here("", line.isEmpty() ? new String[0] : line.split(" ", -1));
    assertEquals(2, run.code(), run.err());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("claviger: "), run.err());
  }

  @Test
  void aSecretInTheWrongPlaceIsNotRepeated() {
    String token = "acme_4k9z0c71m2x8qd5t_" + "Rb0V".repeat(12) + "x";
    String uuid = "2143aeca-c6bd-4407-859e-b4f965fa44d1";
    Run[] runs = {
      Run.here("", "authenticate", "hunter2", "--h2", "x"),
      Run.here("", "keys", "list", token, "--h2", "x"),
      Run.here("", "keys", "rotate", "acme", uuid, "--h2", "x"),
      Run.here("", "keys", "list", "acme", "--url", "jdbc:postgresql://db/x?password=hunter2"),
      Run.here("", "keys", "list", "acme", "--url", "jdbc:postgresql://me:hunter2@db/x"),
      Run.here("", "keys", "list", "acme", "--user", "--url=jdbc:postgresql://me:hunter2@db/x")
    };
    for (Run run : runs) {
      assertEquals(2, run.code());
      for (String secret : new String[] {"hunter2", token.substring(22), uuid}) {
        assertFalse(run.err().contains(secret), run.err());
      }
    }
  }

  @Test
  void aPepperIsNotRepeated() throws Exception {
    Path pepper = Files.writeString(folder.resolve("pepper"), "c0ffeeX");
    Run run =
        Run.here(
            "a:b",
            "authenticate",
            "--h2",
            folder.resolve("x").toString(),
            "--pepper-file",
            "1=" + pepper);
    assertFalse(run.err().contains("c0ffee"), run.err());
    assertTrue(run.code() == 2 || run.code() == 4, run.err());
  }

  @Test
  void completionKnowsTheCommandsAndOptions() {
    Run run = Run.here("", "completion");
    assertEquals(0, run.code());
    assertTrue(run.out().startsWith("#!/usr/bin/env bash"));
    assertTrue(run.out().contains("--secret-file"));
    assertTrue(run.out().contains("organizations"));
  }

  @Test
  void aMissingFileIsNotMade() {
    Path file = folder.resolve("typo");
    Run run = Run.here("", "organizations", "list", "--h2", file.toString());
    assertEquals(4, run.code(), run.err());
    assertFalse(Files.exists(folder.resolve("typo.mv.db")));
  }
}
