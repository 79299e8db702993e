package io.claviger.store.tck.broken;

import io.claviger.spi.store.ChangeFeed;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** A change feed whose methods can be replaced, one by one. */
final class AlterableChangeFeed implements ChangeFeed {
  final ChangeFeed real;
  Supplier<Position> now;
  Function<Position, Optional<Changes>> since;
  IntSupplier assignPositions;

  AlterableChangeFeed(ChangeFeed real) {
    this.real = real;
    this.now = real::now;
    this.since = real::since;
    this.assignPositions = real::assignPositions;
  }

  @Override
  public Position now() {
    return now.get();
  }

  @Override
  public Optional<Changes> since(Position position) {
    return since.apply(position);
  }

  @Override
  public int assignPositions() {
    return assignPositions.getAsInt();
  }
}
