package io.claviger.store.tck;

import io.claviger.spi.UsageStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;

/** The same for each sentence of {@link UsageStore}. */
abstract class UsageContract extends StoreContract {
  /** For subclasses. */
  protected UsageContract() {}

  @Nested
  @Order(14)
  class Counts extends UsageGroup {
    Counts() {
      super(UsageContract.this::opened);
    }
  }

  @Nested
  @Order(14)
  class SizesOfCounts extends UsageSizesGroup {
    SizesOfCounts() {
      super(UsageContract.this::opened);
    }
  }

  @Nested
  @Order(14)
  class CountsOfWhatIsGone extends UsageGoneGroup {
    CountsOfWhatIsGone() {
      super(UsageContract.this::opened);
    }
  }

  @Nested
  @Order(14)
  class LivesOfCounts extends UsageLifeGroup {
    LivesOfCounts() {
      super(UsageContract.this::opened);
    }
  }

  @Nested
  @Order(15)
  class WalksOfCounts extends UsageWalkGroup {
    WalksOfCounts() {
      super(UsageContract.this::opened);
    }
  }

  @Nested
  @Order(18)
  class CountingRaces extends UsageRaceGroup {
    CountingRaces() {
      super(UsageContract.this::opened);
    }
  }
}
