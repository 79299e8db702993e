/**
 * The contract of a cache: {@link io.claviger.store.tck.revocation.RevocationContract} runs two
 * nodes on one database under load, and checks that no request is admitted too late.
 */
@NullMarked
package io.claviger.store.tck.revocation;

import org.jspecify.annotations.NullMarked;
