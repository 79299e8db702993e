package io.claviger.internal.lookup;

import io.claviger.Actor;
import io.claviger.ApiKey;
import io.claviger.IpAddress;
import io.claviger.SecretInfo;
import io.claviger.Stamp;
import io.claviger.internal.value.PackedEntries;
import io.claviger.internal.value.PackedNumbers;
import io.claviger.internal.value.PackedWriter;
import io.claviger.internal.value.Timestamps;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The order of a key in bytes. In front what a check reads: whether it is enabled, until when,
 * where the whitelist is, the organization, the public half, the secrets with their verifiers, the
 * whitelist. Then what is read to make the values again. Roles are not among it.
 */
final class KeyPacking {
  private static final int EXPIRY = 1;
  private static final int PUBLIC_KEY = EXPIRY + Long.BYTES;
  private static final int SECRETS = PUBLIC_KEY + Short.BYTES;
  private static final int WHITELIST = SECRETS + Short.BYTES;
  private static final int ORGANIZATION = WHITELIST + Integer.BYTES;

  /** Where the whitelist is that is not packed: no place, so that nobody reads there. */
  private static final int NOWHERE = -1;

  /** Of most keys, without the whitelist. */
  private static final int USUAL_SIZE = 350;

  /** The bytes of an id of 24 hexadecimal digits. */
  static final int ID_LENGTH = 12;

  /** How the hints of most secrets begin, which says nothing. */
  static final String USUAL_MASK = "********-****-****-";

  /** What most hints show behind that. */
  static final int SHOWN_LENGTH = 12;

  /** By the number that stands for each. */
  static final List<Actor.Kind> KINDS =
      List.of(Actor.Kind.API_KEY, Actor.Kind.USER, Actor.Kind.HOST);

  private KeyPacking() {}

  static boolean isEnabled(byte[] bytes) {
    return bytes[0] != 0;
  }

  static long expiresAt(byte[] bytes) {
    return PackedNumbers.whole(bytes, EXPIRY);
  }

  static PackedEntries entries(byte[] bytes) {
    return new PackedEntries(bytes, PackedNumbers.integer(bytes, WHITELIST));
  }

  static PackedText organization(byte[] bytes) {
    return PackedText.at(bytes, ORGANIZATION);
  }

  static PackedText publicKey(byte[] bytes) {
    return PackedText.at(bytes, PackedNumbers.unsignedShort(bytes, PUBLIC_KEY));
  }

  /** The number of secrets, and they. */
  static int secretsAt(byte[] bytes) {
    return PackedNumbers.unsignedShort(bytes, SECRETS);
  }

  static byte[] pack(StoredApiKey stored) {
    PackedEntries entries = PackedEntries.of(stored.key().whitelist().entries());
    PackedWriter out = new PackedWriter(USUAL_SIZE + entries.length());
    writeFront(stored, out);
    out.setInt(WHITELIST, out.size());
    entries.write(out);
    writeRest(stored.key(), out);
    return out.toBytes();
  }

  /** Only what is before the whitelist, which is then nowhere. */
  static byte[] packFront(StoredApiKey stored) {
    PackedWriter out = new PackedWriter(USUAL_SIZE);
    writeFront(stored, out);
    return out.toBytes();
  }

  private static void writeFront(StoredApiKey stored, PackedWriter out) {
    writeHead(stored.key(), out);
    out.putShort(stored.secrets().size());
    for (StoredSecret secret : stored.secrets()) {
      PackedSecret.write(secret, out);
    }
  }

  private static void writeHead(ApiKey key, PackedWriter out) {
    String organization = key.organization().value();
    String publicKey = key.publicKey().value();
    out.putFlag(key.validity().enabled());
    out.putLong(Expiry.micros(key.validity().expiresAt()));
    int publicKeyAt = ORGANIZATION + Short.BYTES + organization.length();
    out.putShort(publicKeyAt);
    out.putShort(publicKeyAt + Short.BYTES + publicKey.length());
    // Where the whitelist is, is known behind the secrets, if it is packed at all.
    out.putInt(NOWHERE);
    out.putText(organization);
    out.putText(publicKey);
  }

  private static void writeRest(ApiKey key, PackedWriter out) {
    out.putBytes(HexFormat.of().parseHex(key.id().value()));
    writeStamp(key.identity().created(), out);
    out.putText(key.description());
    out.putByte(key.labels().values().size());
    for (Map.Entry<String, String> label : key.labels().values().entrySet()) {
      out.putText(label.getKey());
      out.putText(label.getValue());
    }
    for (SecretInfo secret : key.secrets()) {
      writeHint(secret.hint().redacted(), out);
      writeCreation(secret, key, out);
      if (secret.grace().isPresent()) {
        out.putLong(micros(secret.grace().get()));
      }
    }
  }

  private static void writeHint(String hint, PackedWriter out) {
    boolean usual =
        hint.startsWith(USUAL_MASK) && hint.length() == USUAL_MASK.length() + SHOWN_LENGTH;
    out.putFlag(usual);
    if (usual) {
      out.putBytes(hint.substring(USUAL_MASK.length()).getBytes(StandardCharsets.US_ASCII));
    } else {
      out.putText(hint);
    }
  }

  /** Most secrets are as old as their key. */
  private static void writeCreation(SecretInfo secret, ApiKey key, PackedWriter out) {
    boolean usual = secret.createdAt().equals(key.identity().created().at());
    out.putFlag(usual);
    if (!usual) {
      out.putLong(Timestamps.toMicros(secret.createdAt()));
    }
  }

  private static void writeStamp(Stamp stamp, PackedWriter out) {
    Actor actor = stamp.by();
    byte[] address = actor.address().map(IpAddress::toBytes).orElse(new byte[0]);
    out.putLong(Timestamps.toMicros(stamp.at()));
    out.putByte(KINDS.indexOf(actor.kind()));
    out.putText(actor.name());
    out.putByte(address.length);
    out.putBytes(address);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
