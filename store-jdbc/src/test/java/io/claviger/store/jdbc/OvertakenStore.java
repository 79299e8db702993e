package io.claviger.store.jdbc;

import io.claviger.model.OrganizationId;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ChangeStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.OrganizationChange;
import java.util.function.Function;

/** Another writer is always faster until it is stopped. Nothing locks it out. */
final class OvertakenStore extends ForwardingApiKeyStore {
  private final Runnable faster;
  private boolean stopped;

  OvertakenStore(ApiKeyStore slow, Runnable faster) {
    super(slow);
    this.faster = faster;
  }

  void stop() {
    stopped = true;
  }

  @Override
  protected boolean commit(ChangeStore to, OrganizationChange change) {
    if (!stopped) {
      faster.run();
    }
    return super.commit(to, change);
  }

  @Override
  public <T> T withLock(OrganizationId organization, Function<ChangeStore, T> work) {
    return work.apply(this);
  }
}
