package io.claviger.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.atlas.AtlasServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SystemdUnitTest {
  private static final Path UNIT = Path.of("systemd", "claviger-atlas.service");
  private static final Path CHECKER = Path.of("/usr/bin/systemd-analyze");

  @Test
  void itsCommandStartsThisServer() throws Exception {
    String command =
        Files.readString(UNIT)
            .replace("\\\n", "")
            .lines()
            .filter(line -> line.startsWith("ExecStart="))
            .findFirst()
            .orElseThrow();
    List<String> words = Arrays.asList(command.split(" +", -1));
    int main = words.indexOf(AtlasServer.class.getName());
    assertTrue(main > 0, command);
    String[] options =
        String.join(" ", words.subList(main + 1, words.size()))
            .replace("$OPTIONS", "--port 443")
            .split(" ", -1);
    Options read = Options.parse(options);
    assertEquals(Path.of("/var/lib/claviger-atlas"), read.data());
    // What the service says is kept in the journal, so it must not say keys.
    assertEquals(Optional.of(Path.of("/var/lib/claviger-atlas/new-keys")), read.owners().newKeys());
  }

  @Test
  void systemdUnderstandsIt() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(CHECKER), "this machine has no systemd");
    assertEquals("0 ", run("verify", UNIT.toString()));
    // 100 is no protection at all.
    assertEquals(
        "0 ", run("security", "--offline=yes", "--threshold=15", "--no-pager", UNIT.toString()));
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(CHECKER.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + said;
  }
}
