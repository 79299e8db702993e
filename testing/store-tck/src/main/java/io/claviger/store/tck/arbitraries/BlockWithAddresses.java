package io.claviger.store.tck.arbitraries;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;

/**
 * A block, an address in it, and an address outside of it.
 *
 * @param outside is of either family
 */
public record BlockWithAddresses(CidrBlock block, IpAddress inside, IpAddress outside) {}
