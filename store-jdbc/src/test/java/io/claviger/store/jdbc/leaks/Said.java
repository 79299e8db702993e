package io.claviger.store.jdbc.leaks;

/**
 * Something that somebody could read.
 *
 * @param where the logger with its level, the stream, or the type whose text it is
 */
record Said(String where, String text) {}
