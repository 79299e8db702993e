package io.claviger.importing;

/**
 * The numbers of an import until now.
 *
 * @param rows the rows that were read
 * @param created the keys that were created
 * @param unchanged the rows whose keys had been imported before; also if a key was revoked since
 * @param refused the rows that were refused
 * @param organizations the organizations that were created
 */
public record ImportProgress(
    long rows, long created, long unchanged, long refused, long organizations) {}
