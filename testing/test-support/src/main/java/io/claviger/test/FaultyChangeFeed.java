package io.claviger.test;

import io.claviger.spi.store.ChangeFeed;
import io.claviger.test.FaultyApiKeyStore.Call;
import java.util.Optional;

/** Runs the steps of a script for the change feed. */
record FaultyChangeFeed(ChangeFeed inside, CallScript script) implements ChangeFeed {
  @Override
  public Position now() {
    script.run(Call.CURRENT_POSITION);
    return inside.now();
  }

  @Override
  public Optional<Changes> since(Position position) {
    script.run(Call.CHANGES_SINCE);
    return inside.since(position);
  }

  @Override
  public int assignPositions() {
    script.run(Call.ASSIGN_POSITIONS);
    return inside.assignPositions();
  }
}
