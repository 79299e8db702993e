package io.claviger.atlas.start;

import static java.nio.file.StandardOpenOption.WRITE;

import io.claviger.Peppers;
import io.claviger.model.OrganizationId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;

/**
 * The folder with the files that the server cannot recreate: the id of its first organization, and
 * the pepper that is part of every verifier. Servers on one database share both files.
 */
public final class DataFolder {
  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final String ORGANIZATION = "organization";
  private static final String PEPPER = "pepper";
  private static final String DATABASE = "keys.mv.db";

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  private DataFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens this folder, or creates it for its owner only. An existing folder keeps its permissions,
   * but its files can be read by their owner only. Both files are drawn at the first start. If one
   * is missing later, the start fails: restore it from a backup, because no key works with another
   * pepper.
   */
  public static DataFolder in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    DataFolder data = new DataFolder(folder);
    data.requireWhole();
    // The pepper comes first: a folder that has an organization but no pepper is refused as
    // damaged.
    Peppers unusedPepper = data.peppers();
    OrganizationId unused = data.organization();
    return data;
  }

  private void requireWhole() throws IOException {
    boolean used = Files.exists(folder.resolve(DATABASE));
    boolean hasOrganization = Files.exists(folder.resolve(ORGANIZATION));
    if (!Files.exists(folder.resolve(PEPPER)) && (used || hasOrganization)) {
      throw missing(PEPPER);
    }
    if (!hasOrganization && used) {
      throw missing(ORGANIZATION);
    }
  }

  private IOException missing(String name) {
    return new IOException(folder.resolve(name) + " is missing; bring back the one that was");
  }

  /** Returns the path of the embedded database, without the suffix of its file. */
  public Path database() {
    return folder.resolve("keys");
  }

  /** Restricts the file of the embedded database to its owner, and makes a new one before H2. */
  void protectDatabase() throws IOException {
    Path file = folder.resolve(DATABASE);
    try {
      Files.createFile(file, OWNER_ONLY);
    } catch (FileAlreadyExistsException usual) {
      protect(file);
    }
  }

  /** Returns the id of the first organization, which is drawn at the first start. */
  public OrganizationId organization() throws IOException {
    // Like every id, it begins with the second of its creation.
    int second = (int) Instant.now().getEpochSecond();
    byte[] drawn = ByteBuffer.allocate(12).putInt(second).put(random(8)).array();
    return new OrganizationId(keep(ORGANIZATION, drawn));
  }

  /** Returns the pepper, which is drawn at the first start. */
  public Peppers peppers() throws IOException {
    return Peppers.of(1, HexFormat.of().parseHex(keep(PEPPER, random(Peppers.MIN_BYTES))));
  }

  /**
   * Returns the content of this file. If it does not exist, {@code drawn} is written to it. The
   * file appears complete or not at all. If two servers start at once, both read the bytes of the
   * first one.
   */
  private String keep(String name, byte[] drawn) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      publish(HexFormat.of().formatHex(drawn) + "\n", file);
    }
    protect(file);
    return requireHex(file, drawn.length);
  }

  private byte[] random(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return drawn;
  }

  private void publish(String text, Path file) throws IOException {
    Path draft = Files.createTempFile(folder, file.getFileName() + "-", ".new", OWNER_ONLY);
    try {
      write(draft, text);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException anotherServerWasFirst) {
      // Both servers use the bytes of the first one.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static String requireHex(Path file, int bytes) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    if (!text.matches("[0-9a-f]{" + 2 * bytes + "}")) {
      throw new IOException(
          file + " is not what the server wrote there; bring back the one that was");
    }
    return text;
  }

  /** Restricts the file to its owner, because a copy from elsewhere may be open to others. */
  static void protect(Path file) throws IOException {
    if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY.value())) {
      Files.setPosixFilePermissions(file, OWNER_ONLY.value());
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
  }
}
