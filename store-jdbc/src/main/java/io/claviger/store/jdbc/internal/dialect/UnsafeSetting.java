package io.claviger.store.jdbc.internal.dialect;

/**
 * A setting with which a database runs every statement, but loses or confuses stored data.
 *
 * @param query a SELECT that returns rows only if the setting is unsafe; its first column says what
 *     was found
 * @param consequence what follows, in words that continue "found, "
 * @param remedy what to do about it
 */
public record UnsafeSetting(String query, String consequence, String remedy) {}
