package io.claviger.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.cli.error.CliException;
import io.claviger.cli.error.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
  @TempDir Path folder;

  @Test
  void onlyTheOwnerCanReadIt() throws Exception {
    Path file = folder.resolve("secret");
    try (SecretFile secret = SecretFile.create(file)) {
      secret.write("s3cret");
    }
    assertEquals("s3cret\n", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void itNeverReplacesAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "the first");
    CliException refused = assertThrows(CliException.class, () -> SecretFile.create(file));
    assertEquals(ExitCode.USAGE, refused.code());
    assertEquals("the first", Files.readString(file));
  }

  @Test
  void withoutASecretItIsDeleted() throws Exception {
    Path file = folder.resolve("secret");
    SecretFile.create(file).close();
    assertFalse(Files.exists(file));
  }
}
