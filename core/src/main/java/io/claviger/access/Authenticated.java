package io.claviger.access;

import io.claviger.internal.time.Micros;
import io.claviger.model.AccessToken;
import io.claviger.model.ApiKeyId;
import io.claviger.model.IpAddress;
import io.claviger.model.KeyKind;
import io.claviger.model.Labels;
import io.claviger.model.Limits;
import io.claviger.model.OrganizationId;
import io.claviger.model.PublicKey;
import io.claviger.model.Revision;
import io.claviger.model.Role;
import io.claviger.model.RoleAssignment;
import io.claviger.model.Roles;
import io.claviger.model.SecretId;
import io.claviger.model.Whitelist;
import io.claviger.spi.Proof;
import io.claviger.spi.store.KeyLookup;
import io.claviger.spi.store.LookupSecret;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The credential belongs to this key, which is enabled and not expired. It is not decided yet
 * whether the key may be used from the address of the request.
 *
 * <p>This object has the parts of the key that a request needs, as they were found at one revision
 * of the organization. {@link io.claviger.ApiKeys#get} also returns when and by whom the key was
 * created, and the facts about its secrets. Immutable; only an authentication creates one.
 */
public final class Authenticated implements AuthenticationResult {
  private final KeyLookup key;
  private final int secretIndex;
  private final long micros;
  private final ProofLimits limits;

  /** Takes the index of the secret, and the time of the judgement. */
  Authenticated(KeyLookup key, int secretIndex, long micros) {
    this(key, secretIndex, micros, ProofLimits.NONE);
  }

  private Authenticated(KeyLookup key, int secretIndex, long micros, ProofLimits limits) {
    this.key = key;
    this.secretIndex = secretIndex;
    this.micros = micros;
    this.limits = limits;
  }

  /** Returns this key with the limits of this proof: of its roles, those that the key holds. */
  Authenticated limitedBy(Proof proof, Roles declared) {
    Optional<SortedSet<RoleAssignment>> held = proof.roles().map(roles -> held(roles, declared));
    Optional<AccessToken> token = proof.token();
    return held.isEmpty() && token.isEmpty()
        ? this
        : new Authenticated(key, secretIndex, micros, new ProofLimits(held, token));
  }

  private SortedSet<RoleAssignment> held(Set<RoleAssignment> brought, Roles declared) {
    SortedSet<RoleAssignment> held = new TreeSet<>(brought);
    held.removeIf(role -> !declared.include(key.roles(), role));
    return Collections.unmodifiableSortedSet(held);
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

  /** Returns the secret that was presented. */
  LookupSecret presented() {
    return key.secret(secretIndex);
  }

  /** Checks whether this use starts the grace period of older secrets. */
  boolean isFirstUse() {
    boolean waiting = false;
    for (int i = 0; i < secretIndex; i++) {
      waiting |= key.secret(i).grace().isPresent();
    }
    return waiting && presented().grace().isEmpty();
  }

  /** Returns the id of the key. */
  public ApiKeyId id() {
    return key.id();
  }

  /** Returns the organization of the key. */
  public OrganizationId organization() {
    return key.organization().id();
  }

  /** Returns the public key. */
  public PublicKey publicKey() {
    return key.publicKey();
  }

  /** Returns the kind of the key, which the application chose when it created the key. */
  public KeyKind kind() {
    return key.kind();
  }

  /** Returns the description of the key. */
  public String description() {
    return key.description();
  }

  /** Returns the labels, which are chosen by those who manage the key. */
  public Labels labels() {
    return key.labels();
  }

  /**
   * Returns the roles on the organization and on projects, in order. They are those of the key, and
   * not empty, unless the credential was a proof that {@linkplain io.claviger.spi.Proof#roles
   * brings fewer}.
   */
  public SortedSet<RoleAssignment> roles() {
    return limits.roles().isEmpty() ? key.roles() : limits.roles().get();
  }

  /** Checks whether the credential was a proof that names the {@link #roles}. */
  public boolean isDownscoped() {
    return limits.roles().isPresent();
  }

  /** Checks whether this role on the organization is among the {@link #roles}. */
  public boolean holds(Role role) {
    Objects.requireNonNull(role, "role");
    return roles().stream().anyMatch(held -> held.isOnOrganization(role));
  }

  /** Returns the access token that was presented; empty for a pair, a token and other proofs. */
  public Optional<AccessToken> accessToken() {
    return limits.token();
  }

  /** Returns the addresses from which the key may be used. */
  public Whitelist whitelist() {
    return key.whitelist();
  }

  /**
   * Returns how often the key may be used, for a {@link RequestLimiter}: its own limit, otherwise
   * that of each key of its organization; empty for no limit.
   */
  public Optional<Limits.Rate> rateLimit() {
    return key.rateLimit().or(() -> key.organization().keyRateLimit());
  }

  /** Returns how often all keys of the organization together may be used; empty for no limit. */
  public Optional<Limits.Rate> organizationRateLimit() {
    return key.organization().rateLimit();
  }

  /** Returns the id of the secret that was presented. */
  public SecretId secretId() {
    return presented().id();
  }

  /**
   * Returns when this credential expires: the earliest expiry of the key and of the secret, as they
   * were found, and of the {@linkplain #accessToken access token}; empty for never. If the first
   * use of a newer secret starts a grace period of this secret, the result is at most {@link #at()}
   * plus that period. With a grace of zero, it is {@link #at()} itself.
   *
   * <p>End everything that is built on this credential by then, such as a session. A session does
   * not notice a revocation, an earlier expiry, a new whitelist or a removed role.
   */
  public Optional<Instant> expiresAt() {
    Optional<AccessToken> token = limits.token();
    long first =
        token.isEmpty()
            ? storedMicros()
            : Math.min(storedMicros(), Micros.toMicros(token.get().expiresAt()));
    Optional<Instant> end = Micros.orNever(first);
    Optional<Instant> superseded = presented().grace().map(at()::plus);
    return superseded.isEmpty() || (end.isPresent() && end.get().isBefore(superseded.get()))
        ? end
        : superseded;
  }

  /**
   * Returns the earliest expiry of the key and of the secret, as they were found; empty for never.
   * A grace period that has not started does not count, in contrast to {@link #expiresAt}.
   */
  public Optional<Instant> storedExpiry() {
    return Micros.orNever(storedMicros());
  }

  private long storedMicros() {
    return Math.min(key.expiresAtMicros(), presented().expiresAtMicros());
  }

  /**
   * Returns the revision of the organization at which the key was found. An application that keeps
   * parts of this object can compare it with {@link io.claviger.ApiKeys#getOrganization}, or with
   * the revision that a {@link io.claviger.spi.ChangeListener} receives.
   */
  public Revision revision() {
    return key.organization().revision();
  }

  /** Returns when the credential was judged, cut to microseconds. */
  public Instant at() {
    return Micros.ofMicros(micros);
  }

  /**
   * Returns the key as a caller of management, from this address. Every call is refused if the
   * credential was a proof that {@linkplain io.claviger.spi.Proof#roles names its roles}.
   */
  public Caller.Key caller(IpAddress address) {
    return new Caller.Key(organization(), id(), secretId(), address, limits);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Authenticated that
        && key.equals(that.key)
        && secretIndex == that.secretIndex
        && micros == that.micros
        && limits.equals(that.limits);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, secretIndex, micros, limits);
  }

  /** Returns the id and the public key. */
  @Override
  public String toString() {
    return "Authenticated[" + id() + ", " + publicKey() + "]";
  }
}
