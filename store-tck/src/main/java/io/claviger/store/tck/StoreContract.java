package io.claviger.store.tck;

import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;
import io.claviger.spi.VerifierStore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What a store must keep by itself: a test for each sentence that it can show without trouble, of
 * {@link ApiKeyStore}, {@link AuditLog} and {@link VerifierStore}. Groups of many threads come
 * last.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@TestInstance(Lifecycle.PER_METHOD)
@Execution(ExecutionMode.SAME_THREAD)
abstract class StoreContract {
  private StoreUnderTest opened;

  /** For subclasses. */
  protected StoreContract() {}

  /**
   * A fresh, empty store; called once before each test, and before any {@code @BeforeEach} of a
   * subclass. So here a database is started and emptied, of its events and named values too: the
   * ids and names of each test are those of the test before.
   */
  protected abstract StoreUnderTest newStore();

  @BeforeEach
  final void open() {
    opened = newStore();
  }

  /** The store of the present test. */
  final StoreUnderTest opened() {
    return opened;
  }

  @Nested
  @Order(1)
  class Creation extends CreationGroup {
    Creation() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(2)
  class Guard extends GuardGroup {
    Guard() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(3)
  class Collisions extends CollisionGroup {
    Collisions() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(4)
  class MissingKeys extends MissingKeyGroup {
    MissingKeys() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(4)
  class ManyParts extends ManyPartsGroup {
    ManyParts() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(5)
  class Keys extends KeyChangesGroup {
    Keys() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(6)
  class FactsOfDecisions extends FactsGroup {
    FactsOfDecisions() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(7)
  class Lookups extends LookupGroup {
    Lookups() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(8)
  class Pages extends PagesGroup {
    Pages() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(8)
  class Filters extends FilterGroup {
    Filters() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(8)
  class CountedUse extends CountedUseGroup {
    CountedUse() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(9)
  class Revisions extends RevisionsGroup {
    Revisions() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(10)
  class Deletion extends DeletionGroup {
    Deletion() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(11)
  class Events extends EventsGroup {
    Events() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(11)
  class EventPages extends EventPagesGroup {
    EventPages() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(12)
  class Values extends ValuesGroup {
    Values() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(12)
  class Sizes extends SizesGroup {
    Sizes() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(13)
  class EventValues extends EventValuesGroup {
    EventValues() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(14)
  class Verifiers extends VerifierGroup {
    Verifiers() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(15)
  class NamedValues extends NamedValuesGroup {
    NamedValues() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(16)
  class Neighbours extends NeighboursGroup {
    Neighbours() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(17)
  class Interruption extends InterruptionGroup {
    Interruption() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(18)
  class VerifierRaces extends VerifierRaceGroup {
    VerifierRaces() {
      super(StoreContract.this::opened);
    }
  }

  @Nested
  @Order(18)
  class Concurrency extends ConcurrencyGroup {
    Concurrency() {
      super(StoreContract.this::opened);
    }
  }
}
