package io.claviger.examples.atlas.start;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.claviger.OrganizationId;
import io.claviger.Peppers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What must outlive the server beside its database: the id of its organization, and the secret that
 * goes into every verifier. Servers on one database share both files.
 */
public final class DataFolder {
  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  private DataFolder(Path folder) {
    this.folder = folder;
  }

  /** That folder, which is made if it is not there; for its owner only. */
  public static DataFolder in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return new DataFolder(folder);
  }

  /** Where the embedded database is. */
  public Path database() {
    return folder.resolve("keys");
  }

  /** The id of the organization, drawn at the first start. */
  public OrganizationId organization() throws IOException {
    return new OrganizationId(keep("organization", 12));
  }

  /** The pepper, drawn at the first start. */
  public Peppers peppers() throws IOException {
    return Peppers.of(1, HexFormat.of().parseHex(keep("pepper", Peppers.MIN_BYTES)));
  }

  /** What this file says; the first time, so many random bytes. There whole, or not at all. */
  private String keep(String name, int bytes) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      byte[] drawn = new byte[bytes];
      random.nextBytes(drawn);
      Path draft = folder.resolve(name + ".new");
      Files.deleteIfExists(draft);
      write(draft, HexFormat.of().formatHex(drawn) + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
  }
}
