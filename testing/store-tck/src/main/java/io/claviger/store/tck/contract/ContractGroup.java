package io.claviger.store.tck.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.AuditEvent;
import io.claviger.model.EventQuery;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.AuditLog;
import io.claviger.spi.store.ChangeFeed;
import io.claviger.spi.store.KeyChanges;
import io.claviger.spi.store.OperatorStore;
import io.claviger.spi.store.OrganizationChange;
import io.claviger.spi.store.OrganizationSnapshot;
import io.claviger.spi.store.RevokedTokens;
import io.claviger.spi.store.StoredApiKey;
import io.claviger.spi.store.StoredSecret;
import io.claviger.spi.store.UsageStore;
import io.claviger.spi.store.VerifierStore;
import io.claviger.store.tck.Samples;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.StoreUnderTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstances;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A part of the contract: tests about one subject. A contract nests a subclass of each group, and
 * the group runs on the store that the contract opened for the test.
 */
@TestInstance(Lifecycle.PER_METHOD)
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(ContractGroup.StoreOfContract.class)
abstract class ContractGroup {
  final Samples samples = new Samples();

  private Set<StorePart> declared = Set.of();

  private Supplier<StoreUnderTest> opened =
      () -> {
        throw new IllegalStateException("not nested in a contract");
      };

  /** Gives the group the store of the contract around it, which is opened later. */
  static final class StoreOfContract implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
      TestInstances instances = context.getRequiredTestInstances();
      ApiKeyStoreContract contract =
          instances.findInstance(ApiKeyStoreContract.class).orElseThrow();
      ContractGroup group = instances.findInstance(ContractGroup.class).orElseThrow();
      group.declared = contract.parts();
      group.opened = contract::opened;
      for (Class<?> type = group.getClass();
          type != ContractGroup.class;
          type = type.getSuperclass()) {
        group.require(type.getAnnotation(Needs.class));
      }
      group.require(context.getRequiredTestMethod().getAnnotation(Needs.class));
    }
  }

  private void require(@Nullable Needs needs) {
    List<StorePart> needed = needs == null ? List.of() : List.of(needs.value());
    assumeTrue(declared.containsAll(needed), () -> "the store is declared without " + needed);
  }

  /** Returns the parts that the test class declares. */
  final Set<StorePart> declared() {
    return declared;
  }

  final StoreUnderTest opened() {
    return opened.get();
  }

  final ApiKeyStore store() {
    return opened().store();
  }

  final ApiKeyStore otherNode() {
    return opened().otherNode();
  }

  /** Returns one node and the other in turn: they share nothing in memory. */
  final StoreUnderTest node(int turn) {
    return turn % 2 == 0 ? opened() : opened().fromOtherNode();
  }

  final OperatorStore operatorStore() {
    return opened().operatorStore();
  }

  final AuditLog auditLog() {
    return opened().auditLog();
  }

  final List<AuditEvent> newestEvents(OrganizationId organization, int limit) {
    return auditLog().events(EventQuery.newest(organization, limit));
  }

  /** Compares the newest events with these, if the store keeps events. */
  final void assertNewestEvents(List<AuditEvent> expected, OrganizationId organization) {
    if (keepsEvents()) {
      assertEquals(expected, newestEvents(organization, expected.size()));
    }
  }

  /** Counts all events of the organization, if the store keeps events. */
  final void assertNumberOfEvents(int expected, OrganizationId organization) {
    if (keepsEvents()) {
      assertEquals(expected, newestEvents(organization, expected + 1).size(), "events");
    }
  }

  final boolean keepsEvents() {
    return declared.contains(StorePart.EVENTS);
  }

  final UsageStore usageStore() {
    return opened().usageStore();
  }

  final VerifierStore verifierStore() {
    return opened().verifierStore();
  }

  final RevokedTokens revokedTokens() {
    return opened().revokedTokens();
  }

  final ChangeFeed changeFeed() {
    return opened().changeFeed();
  }

  /** Commits a change that no store may refuse, and returns the organization after it. */
  final Organization commit(OrganizationChange change) {
    assertTrue(
        store().commit(change),
        "refused a change at the present revision, with fresh ids"
            + " (is the store new and empty, its events and ids too?)");
    return change.organization();
  }

  /** Reads an organization that exists, with those of these keys that exist. */
  final OrganizationSnapshot read(OrganizationId organization, ApiKeyId... keys) {
    return store().read(organization, Set.of(keys)).orElseThrow();
  }

  /** Reads a key that exists. */
  final StoredApiKey stored(StoredApiKey key) {
    ApiKeyId id = key.key().id();
    return Optional.ofNullable(read(key.key().organization(), id).keys().get(id))
        .orElseThrow(() -> new AssertionError("key " + id + " is not there"));
  }

  /** Returns a change that replaces the secrets of the key by these. */
  static KeyChanges rotation(ApiKeyId key, StoredSecret... secrets) {
    return new KeyChanges(List.of(), List.of(), Map.of(key, List.of(secrets)), Set.of());
  }

  /** Returns a snapshot as the other node sees it. */
  final Snapshot otherSnapshot(OrganizationId organization, StoredApiKey... keys) {
    return Snapshot.of(opened().fromOtherNode(), organization, List.of(keys));
  }

  final Snapshot snapshot(OrganizationId organization, StoredApiKey... keys) {
    return Snapshot.of(opened(), organization, List.of(keys));
  }
}
