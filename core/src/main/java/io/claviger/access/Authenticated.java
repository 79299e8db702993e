package io.claviger.access;

import io.claviger.internal.time.Micros;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.Labels;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.SecretId;
import io.claviger.model.Whitelist;
import io.claviger.spi.KeyLookup;
import io.claviger.spi.LookupSecret;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The credential is of this key, which is enabled and not expired. That the key may be used from
 * where the request comes is not decided yet. What it tells of the key is how that was found, at
 * one revision of its organization; when and by whom it was made, and what is known about its
 * secrets, is not read for a request: {@link io.claviger.ApiKeys#get} tells that. Immutable; only
 * an authentication makes one.
 */
public final class Authenticated implements AuthenticationResult {
  private final KeyLookup key;
  private final int secretIndex;
  private final long micros;

  /** With the secret of that index, judged at that time. */
  Authenticated(KeyLookup key, int secretIndex, long micros) {
    this.key = key;
    this.secretIndex = secretIndex;
    this.micros = micros;
  }

  KeyLookup key() {
    return key;
  }

  int secretIndex() {
    return secretIndex;
  }

  long micros() {
    return micros;
  }

  /** The secret that was presented. */
  LookupSecret presented() {
    return key.secrets().get(secretIndex);
  }

  /** Whether this use gives older secrets, which wait for it, their end. */
  boolean isFirstUse() {
    boolean waiting = false;
    for (int i = 0; i < secretIndex; i++) {
      waiting |= key.secrets().get(i).grace().isPresent();
    }
    return waiting && presented().grace().isEmpty();
  }

  /** The id of the key. */
  public ApiKeyId id() {
    return key.id();
  }

  /** The organization of the key. */
  public OrganizationId organization() {
    return key.organization().id();
  }

  /** The public half of the key. */
  public PublicKey publicKey() {
    return key.publicKey();
  }

  /** What the key is for. */
  public String description() {
    return key.description();
  }

  /** Free names and values; whoever manages the key chooses them. */
  public Labels labels() {
    return key.labels();
  }

  /** The roles of the key on the organization and on projects, in order; never empty. */
  public SortedSet<RoleAssignment> roles() {
    return key.roles();
  }

  /** Whether the key has this role on the organization. */
  public boolean holds(Role role) {
    return key.roles().stream().anyMatch(held -> held.isOnOrganization(role));
  }

  /** From where the key may be used. */
  public Whitelist whitelist() {
    return key.whitelist();
  }

  /** Which secret of the key was presented. */
  public SecretId secretId() {
    return presented().id();
  }

  /**
   * From when on the credential may not be accepted any more, as it was found: the expiry of its
   * key or of its secret, whichever is first; empty for never. A secret that ends some time after
   * the first use of a newer one may end that time after {@link #at()}, with a grace of zero at
   * that very instant. What a host makes of a credential, a session say, should end then at the
   * latest: it sees no revocation, no earlier expiry that is set, no whitelist that is, and no role
   * that is taken away.
   */
  public Optional<Instant> expiresAt() {
    long first = Math.min(key.expiresAtMicros(), presented().expiresAtMicros());
    Optional<Instant> end = Micros.orNever(first);
    Optional<Instant> superseded = presented().grace().map(at()::plus);
    return superseded.isEmpty() || (end.isPresent() && end.get().isBefore(superseded.get()))
        ? end
        : superseded;
  }

  /**
   * Where the organization was when the key was found, so that a host which keeps something of it
   * can compare with {@link io.claviger.ApiKeys#getOrganization}, or with what a {@link
   * io.claviger.spi.ChangeListener} is told.
   */
  public Revision revision() {
    return key.organization().revision();
  }

  /** When it was judged, in microseconds; finer parts are cut off. */
  public Instant at() {
    return Micros.ofMicros(micros);
  }

  /** The key as a caller of management, from this address. */
  public Caller.Key caller(IpAddress address) {
    return new Caller.Key(organization(), id(), secretId(), address);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Authenticated that
        && key.equals(that.key)
        && secretIndex == that.secretIndex
        && micros == that.micros;
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, secretIndex, micros);
  }

  /** The key's id and public half. */
  @Override
  public String toString() {
    return "Authenticated[" + id() + ", " + publicKey() + "]";
  }
}
