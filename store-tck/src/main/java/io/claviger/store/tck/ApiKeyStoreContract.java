package io.claviger.store.tck;

import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.Timeout;

/**
 * What every store must keep: a test for each sentence of {@link ApiKeyStore} and {@link AuditLog}.
 * A store that is to be trusted with keys has one test class that extends this one and opens the
 * store; nothing is optional. Groups of many threads come last.
 *
 * <p>Whoever extends it closes in an {@code @AfterEach} what it opened.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class ApiKeyStoreContract {
  private StoreUnderTest opened;

  /** For subclasses. */
  protected ApiKeyStoreContract() {}

  /** A fresh, empty store; called once before each test. */
  protected abstract StoreUnderTest newStore();

  @BeforeEach
  final void open() {
    opened = newStore();
  }

  private StoreUnderTest opened() {
    return opened;
  }

  @Nested
  @Order(1)
  class Creation extends CreationGroup {
    Creation() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(2)
  class Guard extends GuardGroup {
    Guard() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(3)
  class Collisions extends CollisionGroup {
    Collisions() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(4)
  class MissingKeys extends MissingKeyGroup {
    MissingKeys() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(5)
  class Keys extends KeyChangesGroup {
    Keys() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(6)
  class FactsOfDecisions extends FactsGroup {
    FactsOfDecisions() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(7)
  class Lookups extends LookupGroup {
    Lookups() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(8)
  class Pages extends PagesGroup {
    Pages() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(9)
  class Revisions extends RevisionsGroup {
    Revisions() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(10)
  class Deletion extends DeletionGroup {
    Deletion() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(11)
  class Events extends EventsGroup {
    Events() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(12)
  class Values extends ValuesGroup {
    Values() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(13)
  class EventValues extends EventValuesGroup {
    EventValues() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(14)
  class Neighbours extends NeighboursGroup {
    Neighbours() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(15)
  class Interruption extends InterruptionGroup {
    Interruption() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(16)
  class Concurrency extends ConcurrencyGroup {
    Concurrency() {
      super(ApiKeyStoreContract.this::opened);
    }
  }
}
