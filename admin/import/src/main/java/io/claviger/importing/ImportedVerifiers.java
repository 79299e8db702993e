package io.claviger.importing;

import io.claviger.access.Credential;
import io.claviger.importing.internal.Encoding;
import io.claviger.importing.internal.HmacKeys;
import io.claviger.importing.internal.SlowChecks;
import io.claviger.importing.internal.StoredHash;
import io.claviger.model.ErrorCode;
import io.claviger.model.InvalidValueException;
import io.claviger.model.PrivateKey;
import io.claviger.model.PublicKey;
import io.claviger.model.SecretId;
import io.claviger.spi.Verifier;
import io.claviger.spi.VerifierScheme;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Checks the hashes of imported keys. {@link io.claviger.Claviger.Builder#verifierScheme} takes it:
 * every node needs it until each imported key has been used once. After the first use of a key, the
 * library replaces the hash with a verifier of its own.
 *
 * <p>Fast hashes are checked on the thread of the request. Slow ones are checked by a few threads,
 * and the thread of the request waits for the result:
 *
 * <ul>
 *   <li>If all threads are busy and the queue is full, the check is refused at once. So it is while
 *       another secret for the same key is being checked. Requests with the same secret share one
 *       check.
 *   <li>A refused check throws a {@link io.claviger.model.StoreException} of the kind {@code
 *       UNREACHABLE}: the request gets {@code Unavailable}, and may be tried again after a second.
 *   <li>Keys that have a verifier of the library are not affected.
 * </ul>
 *
 * <p>Thread-safe. Close it after the {@link io.claviger.Claviger}.
 */
public final class ImportedVerifiers implements VerifierScheme, AutoCloseable {
  /** The beginning of the verifiers. It must never change. */
  static final String PREFIX = "imported$";

  private final HmacKeys keys;
  private final SlowChecks slowChecks;

  private ImportedVerifiers(Builder builder) {
    this.keys = builder.keys;
    this.slowChecks = new SlowChecks(builder.threads, builder.queue);
  }

  /** Creates a scheme with one thread for slow hashes, a queue of 16 checks, and no HMAC keys. */
  public static ImportedVerifiers standard() {
    return builder().build();
  }

  /** Returns a builder, to set options. */
  public static Builder builder() {
    return new Builder();
  }

  /** Makes none: new secrets are not imported. */
  @Override
  public List<Verifier> make(PublicKey publicKey, SecretId id, PrivateKey secret) {
    return List.of();
  }

  @Override
  public boolean isOwn(Verifier verifier) {
    return verifier.encoded().startsWith(PREFIX);
  }

  @Override
  public boolean areCurrent(SecretId id, List<Verifier> verifiers) {
    return verifiers.stream().noneMatch(this::isOwn);
  }

  /** Keeps none, so that the verifier of the library replaces the imported one. */
  @Override
  public List<Verifier> renew(
      PublicKey publicKey, SecretId id, List<Verifier> verifiers, PrivateKey presented) {
    return List.of();
  }

  @Override
  public boolean accepts(Verifier verifier, SecretId id, PrivateKey presented) {
    Optional<StoredHash> found =
        isOwn(verifier)
            ? Encoding.decode(verifier.encoded().substring(PREFIX.length()))
            : Optional.empty();
    if (found.isEmpty()) {
      return false;
    }
    StoredHash hash = found.get();
    return hash.isSlow()
        ? slowChecks.check(id, verifier, presented, () -> hash.accepts(presented, keys))
        : hash.accepts(presented, keys);
  }

  /**
   * Checks whether a request with this credential will be accepted once the row is imported. Try
   * one old credential before an import: a hash that was declared as another kind of the same
   * length is imported like any other, and then every request with its key is refused.
   *
   * @param presented what {@link ImportedFormat#read} made of the credential of this row
   */
  public boolean accepts(ImportedSecret row, Credential presented) {
    return presented.publicKey().equals(Optional.of(row.publicKey()))
        && presented.privateKey().filter(secret -> row.accepts(secret, keys)).isPresent();
  }

  /** Returns how many checks of slow hashes were refused since this object was made. */
  public long refusedChecks() {
    return slowChecks.refused();
  }

  /** Ends the threads. Later checks of slow hashes are refused. */
  @Override
  public void close() {
    slowChecks.close();
  }

  /** Collects options; not thread-safe. */
  public static final class Builder {
    private HmacKeys keys = HmacKeys.none();
    private int threads = 1;
    private int queue = 16;

    private Builder() {}

    /**
     * Sets how many slow hashes are checked at the same time. Each may take a core, and up to 256
     * MiB. The default is 1.
     *
     * @throws InvalidValueException unless it is 1 to 64
     */
    public Builder threads(int number) {
      this.threads = require("threads for slow hashes", number, 1, 64);
      return this;
    }

    /**
     * Sets how many further checks of slow hashes may wait. The default is 16. A request waits at
     * most as long as these checks take.
     *
     * @throws InvalidValueException unless it is 0 to 10,000
     */
    public Builder queue(int size) {
      this.queue = require("queue for slow hashes", size, 0, 10_000);
      return this;
    }

    /**
     * Adds a key of HMAC; see {@link FastHash#hmacSha256}.
     *
     * @throws InvalidValueException for an empty key, or unless the name is 1 to 30 characters of
     *     a-z, 0-9 and -
     */
    public Builder hmacKey(String name, byte[] key) {
      Objects.requireNonNull(name, "name");
      this.keys = keys.with(name, Objects.requireNonNull(key, "key"));
      return this;
    }

    /** Builds the scheme. */
    public ImportedVerifiers build() {
      return new ImportedVerifiers(this);
    }

    private static int require(String what, int number, int least, int most) {
      if (number < least || number > most) {
        throw InvalidValueException.of(
            ErrorCode.INVALID_VALUE,
            what,
            Integer.toString(number),
            "must be " + least + " to " + most);
      }
      return number;
    }
  }
}
