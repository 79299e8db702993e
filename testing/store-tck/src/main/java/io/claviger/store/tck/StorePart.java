package io.claviger.store.tck;

import io.claviger.spi.store.StoreExtensions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A part that not every store has. The test class of a store declares the parts of its store. */
public enum StorePart {
  /** The events of the organizations. */
  EVENTS,
  /** Counts of use. */
  USAGE,
  /** Replacement of verifiers. */
  VERIFIERS,
  /** Reads over all organizations. */
  OPERATOR,
  /** The number of calls that are served at once. */
  CAPACITY,
  /** Eviction of what is cached. */
  EVICTION,
  /** Access tokens that were revoked before their time. */
  REVOKED_TOKENS,
  /** The wait until no failover can undo what the store shows. */
  REPLICATION,
  /** What tells caches which organizations have changed. */
  CHANGE_FEED;

  /** Returns the parts that these extensions have. */
  public static Set<StorePart> of(StoreExtensions extensions) {
    return Stream.of(values())
        .filter(each -> each.in(extensions).isPresent())
        .collect(Collectors.toSet());
  }

  private Optional<?> in(StoreExtensions extensions) {
    return switch (this) {
      case EVENTS -> extensions.events();
      case USAGE -> extensions.usage();
      case VERIFIERS -> extensions.verifiers();
      case OPERATOR -> extensions.operator();
      case CAPACITY -> extensions.capacity();
      case EVICTION -> extensions.evictable();
      case REVOKED_TOKENS -> extensions.revokedTokens();
      case REPLICATION -> extensions.replication();
      case CHANGE_FEED -> extensions.changeFeed();
    };
  }
}
