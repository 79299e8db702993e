package io.claviger.spi.store;

import io.claviger.model.OrganizationId;
import io.claviger.model.StoreException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What only some stores can do, or only some callers ask. Immutable and thread-safe.
 *
 * <p>A store names its parts: {@code StoreExtensions.none().withUsage(usage).withEvents(log)}. A
 * wrapper replaces the parts that it changes, and passes the others on: {@code
 * delegate.extensions().withUsage(counted)}.
 */
public final class StoreExtensions {
  private static final StoreExtensions NONE = new StoreExtensions();

  private @Nullable UsageStore usage;
  private @Nullable AuditLog events;
  private @Nullable VerifierStore verifiers;
  private @Nullable OperatorStore operator;
  private @Nullable EvictableStore evictable;
  private @Nullable StoreCapacity capacity;
  private @Nullable RevokedTokens revokedTokens;
  private @Nullable Consumer<OrganizationId> replication;
  private @Nullable ChangeFeed changeFeed;

  private StoreExtensions() {}

  private StoreExtensions(StoreExtensions other) {
    usage = other.usage;
    events = other.events;
    verifiers = other.verifiers;
    operator = other.operator;
    evictable = other.evictable;
    capacity = other.capacity;
    revokedTokens = other.revokedTokens;
    replication = other.replication;
    changeFeed = other.changeFeed;
  }

  /** Returns the extensions of a store that has none. */
  public static StoreExtensions none() {
    return NONE;
  }

  /**
   * Returns the store of usage; empty if usage is not counted. In a {@linkplain
   * ApiKeyStore#joinsTransaction transaction of the application} the library only reads it.
   */
  public Optional<UsageStore> usage() {
    return Optional.ofNullable(usage);
  }

  /** Returns these extensions with another part. */
  public StoreExtensions withUsage(UsageStore newUsage) {
    StoreExtensions copy = new StoreExtensions(this);
    copy.usage = Objects.requireNonNull(newUsage, "usage");
    return copy;
  }

  /** Returns the events of the organizations; empty if the store does not keep them. */
  public Optional<AuditLog> events() {
    return Optional.ofNullable(events);
  }

  /** Returns these extensions with another part. */
  public StoreExtensions withEvents(AuditLog newEvents) {
    StoreExtensions copy = new StoreExtensions(this);
    copy.events = Objects.requireNonNull(newEvents, "events");
    return copy;
  }

  /** Returns the store that replaces verifiers of secrets; empty if they never change. */
  public Optional<VerifierStore> verifiers() {
    return Optional.ofNullable(verifiers);
  }

  /** Returns these extensions with another part. */
  public StoreExtensions withVerifiers(VerifierStore newVerifiers) {
    StoreExtensions copy = new StoreExtensions(this);
    copy.verifiers = Objects.requireNonNull(newVerifiers, "verifiers");
    return copy;
  }

  /**
   * Returns the reads over all organizations; empty if there are none, as in a {@linkplain
   * ApiKeyStore#joinsTransaction transaction of the application}.
   */
  public Optional<OperatorStore> operator() {
    return Optional.ofNullable(operator);
  }

  /** Returns these extensions with another part. */
  public StoreExtensions withOperator(OperatorStore newOperator) {
    StoreExtensions copy = new StoreExtensions(this);
    copy.operator = Objects.requireNonNull(newOperator, "operator");
    return copy;
  }

  /** Returns what evicts cached parts; empty if nothing is cached. */
  public Optional<EvictableStore> evictable() {
    return Optional.ofNullable(evictable);
  }

  /** Returns these extensions with another part. */
  public StoreExtensions withEvictable(EvictableStore newEvictable) {
    StoreExtensions copy = new StoreExtensions(this);
    copy.evictable = Objects.requireNonNull(newEvictable, "evictable");
    return copy;
  }

  /** Returns what measures how many calls are served at once; empty if there is no limit. */
  public Optional<StoreCapacity> capacity() {
    return Optional.ofNullable(capacity);
  }

  /** Returns these extensions with another part. */
  public StoreExtensions withCapacity(StoreCapacity newCapacity) {
    StoreExtensions copy = new StoreExtensions(this);
    copy.capacity = Objects.requireNonNull(newCapacity, "capacity");
    return copy;
  }

  /**
   * Returns the access tokens that were revoked before their time; empty if none can be revoked, as
   * in a {@linkplain ApiKeyStore#joinsTransaction transaction of the application}.
   */
  public Optional<RevokedTokens> revokedTokens() {
    return Optional.ofNullable(revokedTokens);
  }

  /** Returns these extensions with another part. */
  public StoreExtensions withRevokedTokens(RevokedTokens newRevokedTokens) {
    StoreExtensions copy = new StoreExtensions(this);
    copy.revokedTokens = Objects.requireNonNull(newRevokedTokens, "revokedTokens");
    return copy;
  }

  /**
   * Returns an action that waits until no failover can undo what this store shows of an
   * organization; empty if none ever can, and in a {@linkplain ApiKeyStore#joinsTransaction
   * transaction of the application}, whose commit waits. The library calls it before it answers
   * that there is nothing left to change, or that what was to be changed does not exist: an earlier
   * call may have made that change, and failed while it waited for a standby. The organization need
   * not exist, and nothing is changed. If the store fails, or if the wait takes too long, it throws
   * a {@link StoreException}.
   */
  public Optional<Consumer<OrganizationId>> replication() {
    return Optional.ofNullable(replication);
  }

  /** Returns these extensions with another part. */
  public StoreExtensions withReplication(Consumer<OrganizationId> newReplication) {
    StoreExtensions copy = new StoreExtensions(this);
    copy.replication = Objects.requireNonNull(newReplication, "replication");
    return copy;
  }

  /**
   * Returns what tells caches which organizations have changed; empty if the store cannot, and in a
   * {@linkplain ApiKeyStore#joinsTransaction transaction of the application}. A cache then asks for
   * the revisions of all its organizations.
   */
  public Optional<ChangeFeed> changeFeed() {
    return Optional.ofNullable(changeFeed);
  }

  /** Returns these extensions with another part. */
  public StoreExtensions withChangeFeed(ChangeFeed newChangeFeed) {
    StoreExtensions copy = new StoreExtensions(this);
    copy.changeFeed = Objects.requireNonNull(newChangeFeed, "changeFeed");
    return copy;
  }

  /** Returns these extensions without that part, for a wrapper that answers lookups from memory. */
  public StoreExtensions withoutChangeFeed() {
    StoreExtensions copy = new StoreExtensions(this);
    copy.changeFeed = null;
    return copy;
  }
}
