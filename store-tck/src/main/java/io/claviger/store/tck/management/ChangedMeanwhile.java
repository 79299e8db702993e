package io.claviger.store.tck.management;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.claviger.Claviger;
import io.claviger.model.ApiKeyId;
import io.claviger.model.OrganizationId;
import io.claviger.spi.ApiKeyStore;
import io.claviger.spi.ForwardingApiKeyStore;
import io.claviger.spi.OrganizationSnapshot;
import io.claviger.store.tck.internal.Patience;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A store that is changed once while it reads: behind the organization, and before its keys. */
final class ChangedMeanwhile extends ForwardingApiKeyStore {
  private final AtomicReference<Runnable> change;

  private ChangedMeanwhile(ApiKeyStore store, Runnable change) {
    super(store);
    this.change = new AtomicReference<>(change);
  }

  /** Calls of the library while its store, over which the world is, is changed so once. */
  static void call(World world, Runnable change, Consumer<Claviger> calls) {
    AtomicBoolean changed = new AtomicBoolean();
    Runnable once =
        () -> {
          change.run();
          changed.set(true);
        };
    ApiKeyStore store = new ChangedMeanwhile(world.stored().store(), once);
    Claviger.Builder options =
        Claviger.builder(store).clock(world::now).changeDeadline(Patience.limit());
    try (Claviger claviger = options.build()) {
      calls.accept(claviger);
    }
    assertTrue(changed.get(), "nothing was read");
  }

  @Override
  public Optional<OrganizationSnapshot> read(OrganizationId organization, Set<ApiKeyId> keys) {
    Optional<OrganizationSnapshot> before = super.read(organization, keys);
    change.getAndSet(() -> {}).run();
    return before.flatMap(
        old ->
            super.read(organization, keys)
                .map(found -> new OrganizationSnapshot(old.organization(), found.keys())));
  }
}
