package io.claviger.internal.lookup;

import io.claviger.Actor;
import io.claviger.ApiKey;
import io.claviger.ApiKeyId;
import io.claviger.ApiKeyIdentity;
import io.claviger.ApiKeySettings;
import io.claviger.IpAddress;
import io.claviger.Labels;
import io.claviger.OrganizationId;
import io.claviger.PublicKey;
import io.claviger.RoleAssignment;
import io.claviger.SecretHint;
import io.claviger.SecretInfo;
import io.claviger.Stamp;
import io.claviger.Validity;
import io.claviger.Whitelist;
import io.claviger.internal.value.PackedEntries;
import io.claviger.internal.value.PackedNumbers;
import io.claviger.internal.value.Timestamps;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  StoredApiKey stored(OrganizationId organization, SortedSet<RoleAssignment> roles) {
    try (DataInputStream in = rest()) {
      ApiKeyIdentity identity = readIdentity(organization, in);
      ApiKeySettings settings =
          new ApiKeySettings(
              text(in), readLabels(in), roles, Whitelist.of(entries.copy()), validity());
      List<StoredSecret> secrets = readSecrets(identity.created().at(), in);
      List<SecretInfo> infos = secrets.stream().map(StoredSecret::info).toList();
      return new StoredApiKey(new ApiKey(identity, settings, infos), secrets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataInputStream rest() {
    int from = entries.end();
    return new DataInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from));
  }

  private Validity validity() {
    return new Validity(KeyPacking.isEnabled(bytes), Expiry.instant(KeyPacking.expiresAt(bytes)));
  }

  private ApiKeyIdentity readIdentity(OrganizationId organization, DataInputStream in)
      throws IOException {
    in.skipNBytes(KeyPacking.ID_LENGTH);
    return new ApiKeyIdentity(
        id(), organization, new PublicKey(KeyPacking.publicKey(bytes).text()), readStamp(in));
  }

  private static Stamp readStamp(DataInputStream in) throws IOException {
    long at = in.readLong();
    Actor.Kind kind = KeyPacking.KINDS.get(in.readByte());
    String name = text(in);
    byte[] address = in.readNBytes(in.readByte());
    Optional<IpAddress> from =
        address.length == 0 ? Optional.empty() : Optional.of(IpAddress.ofBytes(address));
    return new Stamp(Timestamps.ofMicros(at), new Actor(kind, name, from));
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

  private List<StoredSecret> readSecrets(Instant keyCreated, DataInputStream in)
      throws IOException {
    int count = PackedNumbers.unsignedShort(bytes, KeyPacking.secretsAt(bytes));
    int at = KeyPacking.secretsAt(bytes) + Short.BYTES;
    List<StoredSecret> secrets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PackedSecret packed = new PackedSecret(bytes, at);
      secrets.add(new StoredSecret(readInfo(packed, keyCreated, in), packed.toVerifiers()));
      at = packed.end();
    }
    return secrets;
  }

  private static SecretInfo readInfo(PackedSecret packed, Instant keyCreated, DataInputStream in)
      throws IOException {
    SecretHint hint = readHint(in);
    Instant created = in.readBoolean() ? keyCreated : Timestamps.ofMicros(in.readLong());
    Optional<Duration> grace =
        packed.waits()
            ? Optional.of(Duration.of(in.readLong(), ChronoUnit.MICROS))
            : Optional.empty();
    return new SecretInfo(
        packed.secretId(), hint, created, Expiry.instant(packed.expiresAt()), grace);
  }

  private static SecretHint readHint(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return new SecretHint(text(in));
    }
    byte[] shown = in.readNBytes(KeyPacking.SHOWN_LENGTH);
    return new SecretHint(KeyPacking.USUAL_MASK + new String(shown, StandardCharsets.US_ASCII));
  }
}
