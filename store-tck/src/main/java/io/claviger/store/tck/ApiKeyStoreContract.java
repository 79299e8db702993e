package io.claviger.store.tck;

import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;
import io.claviger.store.tck.management.CredentialFormatsGroup;
import io.claviger.store.tck.management.DemotionRaceGroup;
import io.claviger.store.tck.management.KeyManagementGroup;
import io.claviger.store.tck.management.KeyValidityGroup;
import io.claviger.store.tck.management.LastOwnerGroup;
import io.claviger.store.tck.management.LifeCycleGroup;
import io.claviger.store.tck.management.ManagementRaceGroup;
import io.claviger.store.tck.management.OrganizationManagementGroup;
import io.claviger.store.tck.management.PermissionGroup;
import io.claviger.store.tck.management.ReapGroup;
import io.claviger.store.tck.management.RotationGroup;
import io.claviger.store.tck.management.SecrecyGroup;
import io.claviger.store.tck.management.WhitelistLockoutGroup;
import io.claviger.store.tck.management.WhitelistManagementGroup;
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
 * store; nothing is optional. Groups of many threads come last. Then the same for the management of
 * keys over the store.
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
  @Order(8)
  class Filters extends FilterGroup {
    Filters() {
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

  @Nested
  @Order(17)
  class Permissions extends PermissionGroup {
    Permissions() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(18)
  class OrganizationManagement extends OrganizationManagementGroup {
    OrganizationManagement() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(19)
  class KeyManagement extends KeyManagementGroup {
    KeyManagement() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(20)
  class KeyValidity extends KeyValidityGroup {
    KeyValidity() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(20)
  class Rotation extends RotationGroup {
    Rotation() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(20)
  class Reaping extends ReapGroup {
    Reaping() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(21)
  class WhitelistManagement extends WhitelistManagementGroup {
    WhitelistManagement() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(22)
  class WhitelistLockout extends WhitelistLockoutGroup {
    WhitelistLockout() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(23)
  class LastOwner extends LastOwnerGroup {
    LastOwner() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(24)
  class Secrecy extends SecrecyGroup {
    Secrecy() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(25)
  class LifeCycle extends LifeCycleGroup {
    LifeCycle() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(26)
  class ManagementRaces extends ManagementRaceGroup {
    ManagementRaces() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(27)
  class DemotionRace extends DemotionRaceGroup {
    DemotionRace() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(28)
  class CredentialFormats extends CredentialFormatsGroup {
    CredentialFormats() {
      super(ApiKeyStoreContract.this::opened);
    }
  }
}
