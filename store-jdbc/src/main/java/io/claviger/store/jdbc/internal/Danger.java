package io.claviger.store.jdbc.internal;

/**
 * A way in which a database that works is dangerous.
 *
 * @param search a SELECT that finds rows only where that is so; the first column says what it found
 * @param finding what that means, in a sentence that goes on after "found: "
 * @param mend what to do about it
 */
record Danger(String search, String finding, String mend) {}
