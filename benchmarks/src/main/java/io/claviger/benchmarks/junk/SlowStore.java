package io.claviger.benchmarks.junk;

import io.claviger.model.PublicKey;
import io.claviger.spi.store.ApiKeyStore;
import io.claviger.spi.store.ForwardingApiKeyStore;
import io.claviger.spi.store.KeyLookup;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A slow store that takes a connection for each lookup, and counts them. */
final class SlowStore extends ForwardingApiKeyStore {
  /** The beginning of unknown public keys. */
  static final String JUNK = "junk";

  final AtomicInteger loadsOfGoodKeys = new AtomicInteger();

  /** The highest number of concurrent lookups of unknown keys. */
  final AtomicInteger mostJunk = new AtomicInteger();

  private final AtomicInteger junk = new AtomicInteger();
  private final long nanos;
  private final Semaphore connections;

  /** Makes each lookup take this time or longer. */
  SlowStore(ApiKeyStore delegate, long nanos, int connections) {
    super(delegate);
    this.nanos = nanos;
    this.connections = new Semaphore(connections, true);
  }

  @Override
  public Optional<KeyLookup> findByPublicKey(PublicKey publicKey) {
    boolean isJunk = publicKey.value().startsWith(JUNK);
    connections.acquireUninterruptibly();
    if (isJunk) {
      mostJunk.accumulateAndGet(junk.incrementAndGet(), Math::max);
    } else {
      loadsOfGoodKeys.incrementAndGet();
    }
    try {
      LockSupport.parkNanos(nanos);
      return super.findByPublicKey(publicKey);
    } finally {
      if (isJunk) {
        junk.decrementAndGet();
      }
      connections.release();
    }
  }

  @Override
  protected boolean hasDirectLookups() {
    return true;
  }
}
