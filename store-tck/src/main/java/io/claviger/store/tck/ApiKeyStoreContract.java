package io.claviger.store.tck;

import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.AuditLog;
import io.claviger.store.tck.management.DemotionRaceGroup;
import io.claviger.store.tck.management.KeyManagementGroup;
import io.claviger.store.tck.management.KeyValidityGroup;
import io.claviger.store.tck.management.LastOwnerGroup;
import io.claviger.store.tck.management.LifeCycleGroup;
import io.claviger.store.tck.management.ManagementRaceGroup;
import io.claviger.store.tck.management.OrganizationManagementGroup;
import io.claviger.store.tck.management.PermissionGroup;
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
  class Permissions extends PermissionGroup {
    Permissions() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  class KeyManagement extends KeyManagementGroup {
    KeyManagement() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  class WhitelistManagement extends WhitelistManagementGroup {
    WhitelistManagement() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  class LastOwner extends LastOwnerGroup {
    LastOwner() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  class OrganizationManagement extends OrganizationManagementGroup {
    OrganizationManagement() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  class ManagementRaces extends ManagementRaceGroup {
    ManagementRaces() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  class Secrecy extends SecrecyGroup {
    Secrecy() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  class LifeCycle extends LifeCycleGroup {
    LifeCycle() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  class DemotionRace extends DemotionRaceGroup {
    DemotionRace() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  class KeyValidity extends KeyValidityGroup {
    KeyValidity() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  class WhitelistLockout extends WhitelistLockoutGroup {
    WhitelistLockout() {
      super(ApiKeyStoreContract.this::opened);
    }
  }
}
