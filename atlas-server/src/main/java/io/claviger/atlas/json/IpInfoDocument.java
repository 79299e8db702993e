package io.claviger.atlas.json;

/**
 * The address of the sender, under the name that the Atlas CLI expects.
 *
 * @param currentIpv4Address the address that the server sees, even if it is IPv6, because clients
 *     put it on a whitelist
 */
public record IpInfoDocument(String currentIpv4Address) {}
