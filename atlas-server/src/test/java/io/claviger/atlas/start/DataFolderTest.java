package io.claviger.atlas.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.OrganizationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
    CachedStore.of(options, data).close();

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
  void serversThatBeginAtOnceUseTheSame() throws Exception {
    int servers = 8;
    CyclicBarrier start = new CyclicBarrier(servers);
    Callable<OrganizationId> server =
        () -> {
          start.await(10, TimeUnit.SECONDS);
          return DataFolder.in(folder).organization();
        };
    ExecutorService threads = Executors.newFixedThreadPool(servers);
    try {
      Set<OrganizationId> seen = new HashSet<>();
      for (Future<OrganizationId> one : threads.invokeAll(Collections.nCopies(servers, server))) {
        seen.add(one.get(10, TimeUnit.SECONDS));
      }
      assertEquals(Set.of(DataFolder.in(folder).organization()), seen);
      assertEquals(Set.of("organization", "pepper"), Set.of(folder.toFile().list()));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theIdOfTheOrganizationBeginsWithTheSecondInWhichItWasMade() throws Exception {
    long before = Instant.now().getEpochSecond();
    String id = DataFolder.in(folder).organization().value();
    long made = Long.parseLong(id.substring(0, 8), 16);
    assertTrue(before <= made && made <= Instant.now().getEpochSecond(), id);
    assertEquals(id, DataFolder.in(folder).organization().value());
  }

  @Test
  void aDatabaseThatOthersCouldReadIsTakenFromThem() throws Exception {
    DataFolder data = DataFolder.in(folder);
    Files.createFile(folder.resolve("keys.mv.db"));
    allow("keys.mv.db", "rw-r--r--");
    data.protectDatabase();
    assertEquals(OWNER_ONLY, permissions("keys.mv.db"));
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
