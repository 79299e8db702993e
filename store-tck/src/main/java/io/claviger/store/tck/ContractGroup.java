package io.claviger.store.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.model.ApiKeyId;
import io.claviger.model.Organization;
import io.claviger.model.OrganizationId;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;
import io.claviger.spi.KeyChanges;
import io.claviger.spi.OrganizationChange;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.spi.StoredApiKey;
import io.claviger.spi.StoredSecret;
import io.claviger.spi.UsageStore;
import io.claviger.spi.VerifierStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A part of the contract: tests that belong together, on the store that was opened for them. */
@TestInstance(Lifecycle.PER_METHOD)
@Execution(ExecutionMode.SAME_THREAD)
abstract class ContractGroup {
  final Samples samples = new Samples();
  private final Supplier<StoreUnderTest> opened;

  /** The store is not open yet while groups are constructed. */
  ContractGroup(Supplier<StoreUnderTest> opened) {
    this.opened = opened;
  }

  final ApiKeyStore store() {
    return opened.get().store();
  }

  final ApiKeyStore otherNode() {
    return opened.get().otherNode();
  }

  /** The one node and the other in turn: rivals that share nothing in memory. */
  final StoreUnderTest node(int turn) {
    return turn % 2 == 0 ? opened.get() : opened.get().fromOtherNode();
  }

  final AuditLog auditLog() {
    return opened.get().auditLog();
  }

  final UsageStore usageStore() {
    return opened.get().usageStore();
  }

  final VerifierStore verifierStore() {
    return opened.get().verifierStore();
  }

  /** Makes a change that nothing stands in the way of; gives the organization as it is then. */
  final Organization commit(OrganizationChange change) {
    assertTrue(
        store().commit(change),
        "refused a change at the present revision, with fresh ids"
            + " (is the store new and empty, its events and ids too?)");
    return change.organization();
  }

  /** What is known of an organization that is there, and of those of these keys that are. */
  final OrganizationSnapshot read(OrganizationId organization, ApiKeyId... keys) {
    return store().read(organization, Set.of(keys)).orElseThrow();
  }

  /** A key that is there. */
  final StoredApiKey stored(StoredApiKey key) {
    ApiKeyId id = key.key().id();
    return Optional.ofNullable(read(key.key().organization(), id).keys().get(id))
        .orElseThrow(() -> new AssertionError("key " + id + " is not there"));
  }

  /** These secrets for the key, and no others. */
  static KeyChanges rotation(ApiKeyId key, StoredSecret... secrets) {
    return new KeyChanges(List.of(), List.of(), Map.of(key, List.of(secrets)), Set.of());
  }

  /** As the other node sees it. */
  final Picture otherPicture(OrganizationId organization, StoredApiKey... keys) {
    return Picture.of(opened.get().fromOtherNode(), organization, List.of(keys));
  }

  final Picture picture(OrganizationId organization, StoredApiKey... keys) {
    return Picture.of(opened.get(), organization, List.of(keys));
  }
}
