package io.claviger.store.tck;

import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.AuditLog;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.OperatorStore;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.spi.store.UsageStore;
import io.claviger.spi.store.VerifierStore;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A store that the contract tests, with a second node. Immutable. */
public final class StoreUnderTest {
  private final ApiKeyStore store;
  private final ApiKeyStore otherNode;

  private StoreUnderTest(ApiKeyStore store, ApiKeyStore otherNode) {
    this.store = Objects.requireNonNull(store, "store");
    this.otherNode = Objects.requireNonNull(otherNode, "otherNode");
  }

  /**
   * Returns a store without another node, as if its keys lived in the memory of one process. The
   * contract runs its races on one node.
   */
  public static StoreUnderTest of(ApiKeyStore store) {
    return new StoreUnderTest(store, store);
  }

  /**
   * Returns this store with the store of another process on the same keys. It is another object and
   * shares nothing in memory with the first one. (A driver may share some state within the process,
   * such as a counter in its ids. No order may depend on that.)
   */
  public StoreUnderTest withOtherNode(ApiKeyStore newOtherNode) {
    return new StoreUnderTest(store, newOtherNode);
  }

  /** Returns the store. */
  public ApiKeyStore store() {
    return store;
  }

  /** Returns the store of the other node; the store itself if there is none. */
  public ApiKeyStore otherNode() {
    return otherNode;
  }

  /** Returns the same keys as the other node sees them. */
  public StoreUnderTest fromOtherNode() {
    return new StoreUnderTest(/* store= */ otherNode, /* otherNode= */ store);
  }

  /** Returns the events; throws {@link AssertionError} if the store keeps none. */
  public AuditLog auditLog() {
    return part(StorePart.EVENTS, StoreExtensions::events);
  }

  /** Returns the store of usage; throws {@link AssertionError} if there is none. */
  public UsageStore usageStore() {
    return part(StorePart.USAGE, StoreExtensions::usage);
  }

  /** Returns the store of verifiers; throws {@link AssertionError} if there is none. */
  public VerifierStore verifierStore() {
    return part(StorePart.VERIFIERS, StoreExtensions::verifiers);
  }

  /** Returns the reads over all organizations; throws {@link AssertionError} if there are none. */
  public OperatorStore operatorStore() {
    return part(StorePart.OPERATOR, StoreExtensions::operator);
  }

  /** Returns the store of revoked tokens; throws {@link AssertionError} if there is none. */
  public RevokedTokens revokedTokens() {
    return part(StorePart.REVOKED_TOKENS, StoreExtensions::revokedTokens);
  }

  /** Returns the change feed; throws {@link AssertionError} if there is none. */
  public ChangeFeed changeFeed() {
    return part(StorePart.CHANGE_FEED, StoreExtensions::changeFeed);
  }

  private <T> T part(StorePart name, Function<StoreExtensions, Optional<T>> part) {
    return part.apply(store.extensions())
        .orElseThrow(() -> new AssertionError("the store has no " + name + " in extensions()"));
  }
}
