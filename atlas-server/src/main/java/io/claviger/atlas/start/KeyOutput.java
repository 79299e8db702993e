package io.claviger.atlas.start;

import io.claviger.atlas.accounts.ServiceAccounts;
import io.claviger.model.IssuedApiKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * Reports new keys: on the output of the server, or in a file. A service needs the file, because a
 * service manager keeps the output in its log.
 */
final class KeyOutput implements AutoCloseable {
  private final PrintStream out;
  private final Optional<FileChannel> file;

  private KeyOutput(PrintStream out, Optional<FileChannel> file) {
    this.out = out;
    this.file = file;
  }

  /** Opens the file before any key is made, because a key that cannot be reported is lost. */
  static KeyOutput of(Optional<Path> path, PrintStream out) throws IOException {
    if (path.isEmpty()) {
      return new KeyOutput(out, Optional.empty());
    }
    FileChannel file =
        FileChannel.open(
            path.get(),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            DataFolder.OWNER_ONLY);
    DataFolder.protect(path.get());
    return new KeyOutput(
        new PrintStream(Channels.newOutputStream(file), true, StandardCharsets.UTF_8),
        Optional.of(file));
  }

  /** Says to which organization the next keys belong. */
  void organization(String text) {
    out.println("organization " + text);
  }

  void key(IssuedApiKey key) throws IOException {
    boolean account = key.apiKey().kind().equals(ServiceAccounts.KIND);
    String publicKey = ServiceAccounts.publicKey(key.apiKey());
    out.println((account ? "client id " : "public key ") + publicKey);
    out.println((account ? "client secret " : "private key ") + key.privateKey().reveal());
    if (out.checkError()) {
      throw new IOException(
          "the new key could not be reported; start with --new-owner or"
              + " --new-owner-of for another");
    }
    if (file.isPresent()) {
      file.get().force(true);
    }
  }

  /** Closes the file. The output of the server stays open. */
  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
