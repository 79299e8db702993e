package io.claviger.store.tck.arbitraries;

import io.claviger.model.CidrBlock;
import io.claviger.model.IpAddress;

/**
 * A block and its two sides.
 *
 * @param inside an address of the block
 * @param outside an address that is not of the block, of either family
 */
public record BlockWithAddresses(CidrBlock block, IpAddress inside, IpAddress outside) {}
