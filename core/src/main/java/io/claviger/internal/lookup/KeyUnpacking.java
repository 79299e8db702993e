package io.claviger.internal.lookup;

import io.claviger.ApiKeyId;
import io.claviger.ApiKeySettings;
import io.claviger.Labels;
import io.claviger.OrganizationId;
import io.claviger.PublicKey;
import io.claviger.RoleAssignment;
import io.claviger.Validity;
import io.claviger.Whitelist;
import io.claviger.access.PresentedKey;
import io.claviger.internal.value.PackedEntries;
import io.claviger.internal.value.PackedNumbers;
import io.claviger.spi.LookupSecret;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** Makes the values again that {@link KeyPacking} wrote. */
final class KeyUnpacking {
  private final byte[] bytes;
  private final PackedEntries entries;

  KeyUnpacking(byte[] bytes) {
    this.bytes = bytes;
    this.entries = KeyPacking.entries(bytes);
  }

  /** The id of the key. */
  ApiKeyId id() {
    int at = entries.end();
    return new ApiKeyId(HexFormat.of().formatHex(bytes, at, at + KeyPacking.ID_LENGTH));
  }

  /** Of this organization, with these roles. */
  PresentedKey key(OrganizationId organization, SortedSet<RoleAssignment> roles) {
    PublicKey publicKey = new PublicKey(KeyPacking.publicKey(bytes).text());
    return new PresentedKey(id(), organization, publicKey, settings(roles));
  }

  List<LookupSecret> secrets() {
    int at = KeyPacking.secretsAt(bytes);
    int count = PackedNumbers.unsignedShort(bytes, at);
    at += Short.BYTES;
    List<LookupSecret> secrets = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      PackedSecret packed = new PackedSecret(bytes, at);
      secrets.add(packed.toSecret());
      at = packed.end();
    }
    return List.copyOf(secrets);
  }

  private ApiKeySettings settings(SortedSet<RoleAssignment> roles) {
    int from = entries.end() + KeyPacking.ID_LENGTH;
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
      return new ApiKeySettings(
          text(in), readLabels(in), roles, Whitelist.of(entries.copy()), validity());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Validity validity() {
    return new Validity(KeyPacking.isEnabled(bytes), Expiry.instant(KeyPacking.expiresAt(bytes)));
  }

  private static Labels readLabels(DataInputStream in) throws IOException {
    int count = in.readByte();
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      labels.put(text(in), text(in));
    }
    return count == 0 ? Labels.none() : Labels.of(labels);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
  }
}
