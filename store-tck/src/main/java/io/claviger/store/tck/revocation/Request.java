package io.claviger.store.tck.revocation;

/**
 * A request that was answered.
 *
 * @param begun before the check, in nanoseconds
 * @param ended after it
 */
record Request(Timeline credential, int node, boolean granted, long begun, long ended) {
  boolean isExplained(long maxStaleness) {
    return credential.explains(this, maxStaleness);
  }
}
