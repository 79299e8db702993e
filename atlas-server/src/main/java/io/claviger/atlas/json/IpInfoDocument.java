package io.claviger.atlas.json;

/**
 * Where a request comes from, in the word of the Atlas CLI.
 *
 * @param currentIpv4Address the address that the server sees, also one of IPv6: it is asked for to
 *     be put on a whitelist
 */
public record IpInfoDocument(String currentIpv4Address) {}
