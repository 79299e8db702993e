package io.claviger.store.jdbc.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.EventQuery;
import io.claviger.model.InvalidValueException;
import io.claviger.model.Organization;
import io.claviger.model.OutcomeUnknownException;
import io.claviger.model.PageQuery;
import io.claviger.model.StoreException;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.KeyQuery;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.store.tck.Samples;
import io.claviger.testing.process.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Opening, closing and opening again, and the errors if that fails. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OpeningTest {
  private final Samples samples = new Samples();
  private final Organization organization = samples.organization();
  private final StoredApiKey key = samples.key(organization.id());
  private final OrganizationChange creation = samples.creation(organization, key);
  @TempDir Path folder;

  @Test
  void everythingIsThereAfterARestart() {
    Path file = folder.resolve("keys");
    try (EmbeddedApiKeyStore store = EmbeddedApiKeyStore.open(file)) {
      assertTrue(store.commit(creation));
    }
    try (EmbeddedApiKeyStore store = EmbeddedApiKeyStore.open(folder.resolve("keys.mv.db"))) {
      assertEquals(
          organization, store.read(organization.id(), Set.of()).orElseThrow().organization());
      assertEquals(
          Optional.of(KeyLookup.of(organization, key)),
          store.findByPublicKey(key.key().publicKey()));
      assertEquals(
          List.of(key.key()),
          store.listKeys(KeyQuery.all(organization.id(), PageQuery.first(10))).items());
      assertEquals(creation.events(), store.events(EventQuery.newest(organization.id(), 10)));
      assertFalse(store.commit(creation));
    }
  }

  /** Two stores would not coordinate their writers. */
  @Test
  void aSecondStoreOfOneProcessIsRefused() {
    Path file = folder.resolve("keys");
    try (EmbeddedApiKeyStore one = EmbeddedApiKeyStore.open(file)) {
      assertRefused(file, StoreException.Kind.FAULT, file.toString(), "already", "share");
      assertTrue(one.commit(creation));
    }
    try (EmbeddedApiKeyStore other = EmbeddedApiKeyStore.open(file)) {
      assertTrue(other.findByPublicKey(key.key().publicKey()).isPresent());
    }
  }

  @Test
  void closingAgainDoesNothingAndUsingAfterwardsIsRefused() {
    for (EmbeddedApiKeyStore store :
        List.of(
            EmbeddedApiKeyStore.open(folder.resolve("keys")), EmbeddedApiKeyStore.openInMemory())) {
      store.close();
      store.close();
      assertClosed(() -> store.commit(creation));
      assertClosed(() -> store.read(organization.id(), Set.of()));
    }
  }

  @Test
  void aMissingFolderIsNamed() {
    Path missing = folder.resolve("missing");
    assertRefused(missing.resolve("keys"), StoreException.Kind.FAULT, missing + " ", "create it");
  }

  @Test
  void aFileOfSomethingElseIsLeftAlone() throws IOException {
    Path other = folder.resolve("other.mv.db");
    String content = "no database, but ten years of diaries\n".repeat(500);
    Files.writeString(other, content);
    assertRefused(other, StoreException.Kind.FAULT, other.toString(), "none of H2", "choose");
    assertEquals(content, Files.readString(other));
    Path tiny = Files.writeString(folder.resolve("tiny.mv.db"), "x");
    assertRefused(tiny, StoreException.Kind.FAULT, tiny.toString(), "none of H2", "choose");
    assertEquals("x", Files.readString(tiny));
  }

  @Test
  void aDatabaseOfAnotherProgramIsLeftAlone() throws SQLException {
    Path theirs = folder.resolve("theirs");
    DriverManager.getConnection("jdbc:h2:async:" + theirs, "them", "secret").close();
    assertRefused(theirs, StoreException.Kind.FAULT, theirs.toString(), "another program");
  }

  @Test
  void anotherProcessIsBlamed() throws IOException {
    Path file = folder.resolve("keys");
    Process writer = ChildJvm.start(KilledWriter.class, file.toString(), "0");
    try (BufferedReader lines = writer.inputReader(StandardCharsets.US_ASCII)) {
      assertEquals("made 0.", lines.readLine());
      assertRefused(
          file, StoreException.Kind.UNREACHABLE, file.toString(), "another process", "close it");
    } finally {
      writer.destroyForcibly().onExit().join();
    }
    EmbeddedApiKeyStore.open(file).close();
  }

  @Test
  void aNewerSchemaIsRefused() throws SQLException {
    Path file = folder.resolve("keys");
    EmbeddedApiKeyStore.open(file).close();
    try (Connection connection = DriverManager.getConnection("jdbc:h2:async:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("insert into claviger_schema (version) values (99)");
    }
    assertRefused(file, StoreException.Kind.FAULT, "has version 99");
  }

  @Test
  void aPathThatH2WouldReadSettingsFromIsRefused() {
    Path path = folder.resolve("keys;INIT=drop all objects");
    InvalidValueException refused =
        assertThrows(InvalidValueException.class, () -> EmbeddedApiKeyStore.open(path));
    assertTrue(refused.getMessage().contains("semicolon"), refused.getMessage());
  }

  @Test
  void closingAmongCallsLeavesTheFileFree() throws Exception {
    Path file = folder.resolve("keys");
    for (int round = 0; round < 3; round++) {
      EmbeddedApiKeyStore store = EmbeddedApiKeyStore.open(file);
      CountDownLatch busy = new CountDownLatch(4);
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Thread caller = new Thread(() -> createUntilClosed(store, busy));
        caller.start();
        callers.add(caller);
      }
      busy.await();
      store.close();
      for (Thread caller : callers) {
        caller.join();
      }
      EmbeddedApiKeyStore.open(file).close();
    }
  }

  private static void createUntilClosed(EmbeddedApiKeyStore store, CountDownLatch busy) {
    Samples own = new Samples();
    try {
      while (true) {
        // Ids may be taken already by another thread: that is a call like any other.
        store.commit(own.creation(own.organization()));
        busy.countDown();
      }
    } catch (StoreException | OutcomeUnknownException e) {
      busy.countDown();
    }
  }

  @Test
  void anInterruptedThreadOpensAndKeepsItsFlag() {
    Thread.currentThread().interrupt();
    EmbeddedApiKeyStore.open(folder.resolve("keys")).close();
    assertTrue(Thread.interrupted());
    Thread.currentThread().interrupt();
    EmbeddedApiKeyStore.openInMemory().close();
    assertTrue(Thread.interrupted());
  }

  /** H2 would create a folder of that name. */
  @Test
  void aNameWithABackslashIsRefused() {
    InvalidValueException refused =
        assertThrows(
            InvalidValueException.class,
            () -> EmbeddedApiKeyStore.open(folder.resolve("back\\slash")));
    assertTrue(refused.getMessage().contains("backslash"), refused.getMessage());
    assertFalse(Files.exists(folder.resolve("back")));
  }

  @Test
  void aPathWithoutNameIsRefused() {
    List<Path> paths =
        List.of(
            folder.resolve(".mv.db"),
            folder.resolve("..mv.db"),
            folder.resolve("...mv.db"),
            folder.getRoot(),
            Path.of(""),
            Path.of("."),
            folder.resolve(".."));
    for (Path path : paths) {
      InvalidValueException refused =
          assertThrows(InvalidValueException.class, () -> EmbeddedApiKeyStore.open(path));
      assertTrue(refused.getMessage().contains("name of a file"), refused.getMessage());
    }
  }

  @Test
  void aCacheThatIsTooSmallOrTooLargeIsRefused() {
    Path file = folder.resolve("keys");
    long half = Runtime.getRuntime().maxMemory() / 2;
    for (long bytes : new long[] {0, -1, (1 << 20) - 1, half + 1, Long.MAX_VALUE}) {
      InvalidValueException refused =
          assertThrows(InvalidValueException.class, () -> EmbeddedApiKeyStore.open(file, bytes));
      for (String part : List.of(bytes + " bytes", "1048576", half + " here", "give another")) {
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
      }
    }
    assertFalse(Files.exists(folder.resolve("keys.mv.db")));
    EmbeddedApiKeyStore.open(file, 1 << 20).close();
    EmbeddedApiKeyStore.open(file, half).close();
  }

  private static void assertClosed(Executable call) {
    StoreException refused = assertThrows(StoreException.class, call);
    assertTrue(refused.getMessage().contains("the store is closed"), refused.getMessage());
  }

  private static void assertRefused(Path file, StoreException.Kind kind, String... says) {
    StoreException refused =
        assertThrows(StoreException.class, () -> EmbeddedApiKeyStore.open(file));
    assertEquals(kind, refused.kind());
    for (String part : says) {
      assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }
  }
}
