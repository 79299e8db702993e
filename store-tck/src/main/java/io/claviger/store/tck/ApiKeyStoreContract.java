package io.claviger.store.tck;

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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;

/**
 * What every store must keep. A store that is to be trusted with keys has one test class that
 * extends this one and opens the store; nothing is optional here, usage and the exchange of
 * verifiers neither. First the sentences of {@link io.claviger.spi.ApiKeyStore}, {@link
 * io.claviger.spi.AuditLog}, {@link io.claviger.spi.UsageStore} and {@link
 * io.claviger.spi.VerifierStore}, then the management of keys over the store.
 *
 * <p>Whoever extends it closes in an {@code @AfterEach} what it opened. Tests run one after
 * another, each on an instance of its own, whatever is usual in the host's JUnit; annotations of
 * the subclass itself are stronger. Each test has two minutes; a subclass for a slow store gives
 * them more by an {@code @Timeout} of its own. For one that is far away there are two system
 * properties besides: {@code claviger.tck.patience}, for how many seconds a thread is waited for
 * (60), and {@code claviger.tck.walks}, how many random walks a test takes at most (60 or 8, by the
 * test).
 */
public abstract class ApiKeyStoreContract extends UsageContract {
  /** For subclasses. */
  protected ApiKeyStoreContract() {}

  @Nested
  @Order(19)
  class Permissions extends PermissionGroup {
    Permissions() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(20)
  class OrganizationManagement extends OrganizationManagementGroup {
    OrganizationManagement() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(21)
  class KeyManagement extends KeyManagementGroup {
    KeyManagement() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(22)
  class KeyValidity extends KeyValidityGroup {
    KeyValidity() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(22)
  class Rotation extends RotationGroup {
    Rotation() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(22)
  class Reaping extends ReapGroup {
    Reaping() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(23)
  class WhitelistManagement extends WhitelistManagementGroup {
    WhitelistManagement() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(24)
  class WhitelistLockout extends WhitelistLockoutGroup {
    WhitelistLockout() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(25)
  class LastOwner extends LastOwnerGroup {
    LastOwner() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(26)
  class Secrecy extends SecrecyGroup {
    Secrecy() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(27)
  class LifeCycle extends LifeCycleGroup {
    LifeCycle() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(28)
  class ManagementRaces extends ManagementRaceGroup {
    ManagementRaces() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(29)
  class DemotionRace extends DemotionRaceGroup {
    DemotionRace() {
      super(ApiKeyStoreContract.this::opened);
    }
  }

  @Nested
  @Order(30)
  class CredentialFormats extends CredentialFormatsGroup {
    CredentialFormats() {
      super(ApiKeyStoreContract.this::opened);
    }
  }
}
