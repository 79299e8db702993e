package io.claviger.store.tck.revocation;

/**
 * A request that was answered.
 *
 * @param begun the time before the check, in nanoseconds
 * @param ended the time after the check
 */
record Request(Timeline credential, int node, boolean granted, long begun, long ended) {
  boolean isExplained(long maxStaleness) {
    return credential.explains(this, maxStaleness);
  }
}
