package io.claviger.store.jdbc.embedded;

import io.claviger.store.tck.Samples;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A process that changes an organization until it is killed, and prints a line for each change that
 * the store has confirmed.
 */
final class KilledWriter {
  private KilledWriter() {}

  /** Takes the file of the database, and the number of the round. */
  public static void main(String[] arguments) throws IOException {
    WriterScript script = new WriterScript(new Samples(), Integer.parseInt(arguments[1]));
    try (EmbeddedApiKeyStore store = EmbeddedApiKeyStore.open(Path.of(arguments[0]))) {
      for (int i = 0; i < WriterScript.MAX_CHANGES; i++) {
        if (!store.commit(script.next())) {
          throw new IllegalStateException("nobody else writes");
        }
        System.out.println("made " + i + ".");
      }
      // Only the parent ends this process.
      while (System.in.read() >= 0) {}
    }
  }
}
