package io.claviger.atlas.start;

import io.claviger.model.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The ids of the organizations besides the first. */
public final class OrganizationIds {
  private static final int SECONDS = 8;
  private static final int DRAWN_BYTES = 8;

  private OrganizationIds() {}

  /**
   * Returns the id of the organization with this name. It follows from the name and the id of the
   * first organization. So each start finds the same organization, and so do servers that share a
   * database and the file with the first id.
   */
  public static OrganizationId of(OrganizationId first, String name) {
    byte[] text = (first + "\n" + name).getBytes(StandardCharsets.UTF_8);
    byte[] digest = Arrays.copyOf(sha256(text), DRAWN_BYTES);
    // The beginning is the second of the creation of the first organization.
    return new OrganizationId(
        first.value().substring(0, SECONDS) + HexFormat.of().formatHex(digest));
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
