package io.claviger.benchmarks.database;

import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.AccessCheck;
import io.claviger.access.AccessResult;
import io.claviger.access.Caller;
import io.claviger.benchmarks.keys.Seed;
import io.claviger.benchmarks.keys.SeededKey;
import io.claviger.model.ApiKeyPatch;
import io.claviger.spi.store.ApiKeyStore;

/**
 * One of the servers of an application, which checks and changes keys through the whole library.
 */
public final class Node implements AutoCloseable {
  private final Claviger claviger;
  private final AccessCheck check;
  private final ApiKeys keys;

  /** Uses the library with its defaults. */
  public Node(ApiKeyStore store) {
    this(Claviger.of(store));
  }

  /** Closes this library in the end. */
  public Node(Claviger claviger) {
    this.claviger = claviger;
    check = claviger.accessCheck(Seed.authorizer());
    keys = claviger.actingAs(Caller.application("benchmark"));
  }

  /** Makes one request with this key, which it may make. */
  public AccessResult check(SeededKey key) {
    return check.check(key.credential(), key.request());
  }

  /** Returns whether the request is granted. */
  public boolean admits(SeededKey key) {
    return check(key) instanceof AccessResult.Granted;
  }

  /** Changes a key. */
  public void update(SeededKey key, ApiKeyPatch patch) {
    keys.update(key.organization(), key.id(), patch);
  }

  /** Changes the description of a key. */
  public void describe(SeededKey key, String description) {
    update(key, ApiKeyPatch.nothing().describe(description));
  }

  /** Deletes a key. */
  public void delete(SeededKey key) {
    keys.revoke(key.organization(), key.id());
  }

  @Override
  public void close() {
    claviger.close();
  }
}
