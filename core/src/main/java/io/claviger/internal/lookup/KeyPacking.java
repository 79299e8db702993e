package io.claviger.internal.lookup;

import io.claviger.access.PresentedKey;
import io.claviger.internal.value.PackedEntries;
import io.claviger.internal.value.PackedNumbers;
import io.claviger.internal.value.PackedWriter;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupSecret;
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
  private static final int USUAL_SIZE = 280;

  /** The bytes of an id of 24 hexadecimal digits. */
  static final int ID_LENGTH = 12;

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

  static byte[] pack(KeyLookup lookup) {
    PackedEntries entries = PackedEntries.of(lookup.key().whitelist().entries());
    PackedWriter out = new PackedWriter(USUAL_SIZE + entries.length());
    writeFront(lookup, out);
    out.setInt(WHITELIST, out.size());
    entries.write(out);
    writeRest(lookup.key(), out);
    return out.toBytes();
  }

  /** Only what is before the whitelist, which is then nowhere. */
  static byte[] packFront(KeyLookup lookup) {
    PackedWriter out = new PackedWriter(USUAL_SIZE);
    writeFront(lookup, out);
    return out.toBytes();
  }

  private static void writeFront(KeyLookup lookup, PackedWriter out) {
    writeHead(lookup.key(), out);
    List<LookupSecret> secrets = lookup.secrets();
    out.putShort(secrets.size());
    for (LookupSecret secret : secrets) {
      PackedSecret.write(secret, out);
    }
  }

  private static void writeHead(PresentedKey key, PackedWriter out) {
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

  private static void writeRest(PresentedKey key, PackedWriter out) {
    out.putBytes(HexFormat.of().parseHex(key.id().value()));
    out.putText(key.description());
    out.putByte(key.labels().values().size());
    for (Map.Entry<String, String> label : key.labels().values().entrySet()) {
      out.putText(label.getKey());
      out.putText(label.getValue());
    }
  }
}
