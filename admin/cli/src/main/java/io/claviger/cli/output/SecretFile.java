package io.claviger.cli.output;

import io.claviger.cli.error.CliException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A new file for one secret, which only its owner can read. It is made before the secret, so that
 * no secret is lost because the file cannot be made. It never replaces a file.
 */
final class SecretFile implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private boolean written;

  private SecretFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static SecretFile create(Path file) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      Set<StandardOpenOption> fresh =
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new SecretFile(file, FileChannel.open(file, fresh, ownerOnly));
    } catch (FileAlreadyExistsException e) {
      throw CliException.usage(
          "the file " + file + " exists already and is not replaced; choose another name");
    } catch (IOException e) {
      throw CliException.usage(
          "the file " + file + " cannot be made (" + e.getClass().getSimpleName() + ")");
    }
  }

  Path file() {
    return file;
  }

  /** Writes the secret and a line feed, and waits until the disk has them. */
  void write(String secret) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
    written = true;
  }

  /** Closes the file, and deletes it if it has no secret. */
  @Override
  public void close() throws IOException {
    channel.close();
    if (!written) {
      Files.deleteIfExists(file);
    }
  }
}
