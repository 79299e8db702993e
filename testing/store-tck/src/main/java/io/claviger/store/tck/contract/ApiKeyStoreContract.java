package io.claviger.store.tck.contract;

import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.StoreExtensions;
import io.claviger.store.tck.StorePart;
import io.claviger.store.tck.StoreUnderTest;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The tests that every store must pass. The test class of a store extends this one, opens the store
 * and declares its {@linkplain #parts parts}.
 *
 * <p>The tests follow the sentences of {@link ApiKeyStore}, {@link ChangeStore} and the parts of
 * {@link StoreExtensions}. The last groups manage keys over the store, with many threads.
 *
 * <p>A subclass closes its store in an {@code @AfterEach}. Tests run one after another, each on its
 * own instance, whatever the defaults of JUnit are; annotations of the subclass take precedence.
 * Each test has two minutes; a subclass for a slow store sets its own {@code @Timeout}.
 *
 * <p>The name of each test is printed before it runs, and at the end the parts that were not
 * tested.
 *
 * <p>System properties, of which two help with a store that is far away:
 *
 * <ul>
 *   <li>{@code claviger.tck.timeout}: how many seconds a test waits for a thread (60).
 *   <li>{@code claviger.tck.walks}: how many random walks a test takes at most (8).
 *   <li>{@code claviger.tck.progress}: {@code false} prints nothing.
 * </ul>
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@TestInstance(Lifecycle.PER_METHOD)
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(Progress.class)
public abstract class ApiKeyStoreContract {
  /** The order of groups of many threads, which take longest. */
  private static final int LAST = Integer.MAX_VALUE;

  private StoreUnderTest opened;

  /** Creates the contract; its subclasses are test classes. */
  protected ApiKeyStoreContract() {}

  /**
   * Opens a new, empty store. The contract calls this once before each test, and before any
   * {@code @BeforeEach} of a subclass: here a database is started and emptied. Events and named
   * values have to be removed too, since every test uses the same ids and names.
   */
  protected abstract StoreUnderTest newStore();

  /**
   * Returns the parts of the store, in its {@link ApiKeyStore#extensions}: none by default. Tests
   * of other parts are skipped. The contract fails if the store lacks a declared part, and if it
   * has one that is not declared.
   */
  protected Set<StorePart> parts() {
    return Set.of();
  }

  @BeforeEach
  final void open() {
    opened = newStore();
  }

  /** Returns the store of the current test. */
  final StoreUnderTest opened() {
    return opened;
  }

  @Nested
  class Creation extends CreationGroup {}

  @Nested
  class Guard extends GuardGroup {}

  @Nested
  class Collisions extends CollisionGroup {}

  @Nested
  class MissingKeys extends MissingKeyGroup {}

  @Nested
  class ManyParts extends ManyPartsGroup {}

  @Nested
  class Keys extends KeyChangesGroup {}

  @Nested
  class FactsOfDecisions extends FactsGroup {}

  @Nested
  class Lookups extends LookupGroup {}

  @Nested
  class Pages extends PagesGroup {}

  @Nested
  class OrganizationPages extends OrganizationPagesGroup {}

  @Nested
  class Filters extends FilterGroup {}

  @Nested
  class AllOrganizations extends AllOrganizationsGroup {}

  @Nested
  class Feed extends FeedGroup {}

  @Nested
  class CountedUse extends CountedUseGroup {}

  @Nested
  class Revisions extends RevisionsGroup {}

  @Nested
  class Changes extends ChangeFeedGroup {}

  @Nested
  class Deletion extends DeletionGroup {}

  @Nested
  class Events extends EventsGroup {}

  @Nested
  class EventPages extends EventPagesGroup {}

  @Nested
  class Values extends ValuesGroup {}

  @Nested
  class Sizes extends SizesGroup {}

  @Nested
  class EventValues extends EventValuesGroup {}

  @Nested
  class Verifiers extends VerifierGroup {}

  @Nested
  class EndsOfTokens extends RevokedTokensGroup {}

  @Nested
  class Counts extends UsageGroup {}

  @Nested
  class SizesOfCounts extends UsageSizesGroup {}

  @Nested
  class CountsOfMissingKeys extends UsageGoneGroup {}

  @Nested
  class LivesOfCounts extends UsageLifeGroup {}

  @Nested
  class WalksOfCounts extends UsageWalkGroup {}

  @Nested
  class NamedValues extends NamedValuesGroup {}

  @Nested
  class Parts extends PartsGroup {}

  @Nested
  class Neighbours extends NeighboursGroup {}

  @Nested
  class Interruption extends InterruptionGroup {}

  @Nested
  class Secrecy extends SecrecyGroup {}

  @Nested
  class WithLock extends LockGroup {}

  @Nested
  @Order(LAST)
  class VerifierRaces extends VerifierRaceGroup {}

  @Nested
  @Order(LAST)
  class EndingRaces extends RevokedTokensRaceGroup {}

  @Nested
  @Order(LAST)
  class ChangeFeedRaces extends ChangeFeedRaceGroup {}

  @Nested
  @Order(LAST)
  class Concurrency extends ConcurrencyGroup {}

  @Nested
  @Order(LAST)
  class CountingRaces extends UsageRaceGroup {}

  @Nested
  @Order(LAST)
  class Rotation extends RotationGroup {}

  @Nested
  @Order(LAST)
  class ManagementRaces extends ManagementRaceGroup {}

  @Nested
  @Order(LAST)
  class DemotionRace extends DemotionRaceGroup {}
}
