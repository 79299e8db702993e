/**
 * What a cache must keep: {@link io.claviger.store.tck.revocation.RevocationContract}, two nodes on
 * one database under load, and a history that tells whether anybody was admitted too late.
 */
@NullMarked
package io.claviger.store.tck.revocation;

import org.jspecify.annotations.NullMarked;
