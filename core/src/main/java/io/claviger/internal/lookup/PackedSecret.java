package io.claviger.internal.lookup;

import io.claviger.SecretId;
import io.claviger.internal.value.PackedNumbers;
import io.claviger.internal.value.PackedWriter;
import io.claviger.spi.LookupSecret;
import io.claviger.spi.Verifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a check needs of one secret, in bytes: the size of it all, the expiry, room for a
 * fingerprint, the id, whether it waits for the use of a newer one, the number of verifiers, each
 * of them, and its grace if it waits.
 */
public final class PackedSecret {
  private static final int USUAL_SIZE = 100;
  private static final int FINGERPRINT = Integer.BYTES + Long.BYTES;
  private static final int ID = FINGERPRINT + 2 * Long.BYTES;
  private static final int WAITS = ID + KeyPacking.ID_LENGTH;
  private static final int COUNT = WAITS + 1;
  private static final int VERIFIERS = COUNT + Short.BYTES;

  private final byte[] bytes;
  private final int from;

  /** One that was written there. */
  public PackedSecret(byte[] bytes, int from) {
    this.bytes = bytes;
    this.from = from;
  }

  /** One by itself. */
  public static PackedSecret of(LookupSecret secret) {
    PackedWriter out = new PackedWriter(USUAL_SIZE);
    write(secret, out);
    return new PackedSecret(out.toBytes(), 0);
  }

  static void write(LookupSecret secret, PackedWriter out) {
    int from = out.size();
    out.putInt(0);
    out.putLong(Expiry.micros(secret.expiresAt()));
    out.putLong(0);
    out.putLong(0);
    out.putBytes(HexFormat.of().parseHex(secret.id().value()));
    out.putFlag(secret.grace().isPresent());
    out.putShort(secret.verifiers().size());
    for (Verifier verifier : secret.verifiers()) {
      PackedVerifier.write(verifier, out);
    }
    if (secret.grace().isPresent()) {
      out.putLong(secret.grace().get().toNanos() / 1000);
    }
    out.setInt(from, out.size() - from);
  }

  /**
   * Whether the first 16 bytes of these are what was {@linkplain #remember remembered} last;
   * compares all of them, whatever is different. Before, they are zeros, which no hash is.
   */
  public boolean hasFingerprint(byte[] fingerprint) {
    long high =
        PackedNumbers.whole(fingerprint, 0) ^ PackedNumbers.whole(bytes, from + FINGERPRINT);
    long low =
        PackedNumbers.whole(fingerprint, Long.BYTES)
            ^ PackedNumbers.whole(bytes, from + FINGERPRINT + Long.BYTES);
    return (high | low) == 0;
  }

  /**
   * Remembers the first 16 bytes of these. Not at once, as others see it: a mixture of two is a
   * fingerprint of nothing, and as good as none.
   */
  public void remember(byte[] fingerprint) {
    PackedNumbers.putWhole(bytes, from + FINGERPRINT, PackedNumbers.whole(fingerprint, 0));
    PackedNumbers.putWhole(
        bytes, from + FINGERPRINT + Long.BYTES, PackedNumbers.whole(fingerprint, Long.BYTES));
  }

  /** Its id, as hexadecimal digits in ASCII. */
  public byte[] idDigits() {
    return id().getBytes(StandardCharsets.US_ASCII);
  }

  private String id() {
    return HexFormat.of().formatHex(bytes, from + ID, from + ID + KeyPacking.ID_LENGTH);
  }

  /** The number of its verifiers. */
  public int verifiers() {
    return PackedNumbers.unsignedShort(bytes, from + COUNT);
  }

  /** Where the first verifier is, if there is one; others are behind it. */
  public int firstVerifier() {
    return from + VERIFIERS;
  }

  /** The verifier there. */
  public PackedVerifier verifier(int at) {
    return new PackedVerifier(bytes, at);
  }

  /** Where it ends. */
  public int end() {
    return from + PackedNumbers.integer(bytes, from);
  }

  /** Whether it has a grace, which begins when a newer one is used. */
  boolean waits() {
    return bytes[from + WAITS] != 0;
  }

  /** Until when it authenticates if a newer one is used now, in microseconds. */
  long endIfSuperseded(long nowMicros) {
    return waits() ? Math.min(expiresAt(), nowMicros + graceMicros()) : expiresAt();
  }

  /** Until when it authenticates, in microseconds. */
  long expiresAt() {
    return PackedNumbers.whole(bytes, from + Integer.BYTES);
  }

  /** Its id, as a value. */
  public SecretId secretId() {
    return new SecretId(id());
  }

  /** As it was before it was packed. */
  LookupSecret toSecret() {
    return new LookupSecret(secretId(), Expiry.instant(expiresAt()), grace(), toVerifiers());
  }

  private Optional<Duration> grace() {
    return waits() ? Optional.of(Duration.of(graceMicros(), ChronoUnit.MICROS)) : Optional.empty();
  }

  private long graceMicros() {
    return PackedNumbers.whole(bytes, end() - Long.BYTES);
  }

  /** Its verifiers, in order. */
  public List<Verifier> toVerifiers() {
    List<Verifier> all = new ArrayList<>();
    int at = firstVerifier();
    for (int left = verifiers(); left > 0; left--) {
      PackedVerifier verifier = verifier(at);
      all.add(verifier.toVerifier());
      at = verifier.end();
    }
    return all;
  }

  /** Nothing of what is stored. */
  @Override
  public String toString() {
    return "PackedSecret[" + id() + "]";
  }
}
