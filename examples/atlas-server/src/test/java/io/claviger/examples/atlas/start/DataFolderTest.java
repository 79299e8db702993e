package io.claviger.examples.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  private static final String OPEN_FOLDER = "rwxr-xr-x";
  private static final String OWNER_ONLY = "rw-------";

  @TempDir Path folder;

  @Test
  void aNewFolderIsForItsOwnerOnly() throws Exception {
    DataFolder.in(folder.resolve("new/er"));
    assertEquals("rwx------", permissions("new/er"));
  }

  @Test
  void oneThatWasThereKeepsItsPermissionsAndItsFilesAreForTheOwnerOnly() throws Exception {
    allow("", OPEN_FOLDER);
    DataFolder data = DataFolder.in(folder);
    data.organization();
    data.peppers();
    Options options = Options.parse("--port", "0", "--data", folder.toString());
    OpenStore.of(options, data).close();

    assertEquals(OPEN_FOLDER, permissions(""));
    for (String file : new String[] {"organization", "pepper", "keys.mv.db"}) {
      assertEquals(OWNER_ONLY, permissions(file), file);
    }
  }

  @Test
  void filesThatOthersCouldReadAreTakenFromThem() throws Exception {
    DataFolder data = DataFolder.in(folder);
    data.peppers();
    allow("pepper", "rw-r--r--");
    data.peppers();
    assertEquals(OWNER_ONLY, permissions("pepper"));
  }

  @Test
  void aFileIsNoFolder() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    IOException refused = assertThrows(IOException.class, () -> DataFolder.in(file));
    assertEquals(file + " is a file, not a folder", Sentence.of(refused));
  }

  @Test
  void whatTheServerDidNotWriteIsNotTaken() throws Exception {
    Files.writeString(folder.resolve("pepper"), "secret");
    IOException refused = assertThrows(IOException.class, () -> DataFolder.in(folder).peppers());
    assertEquals(
        folder.resolve("pepper")
            + " is not what the server wrote there; bring back the one that was",
        Sentence.of(refused));
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  private void allow(String name, String permissions) throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve(name), PosixFilePermissions.fromString(permissions));
  }
}
