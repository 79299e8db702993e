/**
 * Support for tests of applications: real keys and what an authenticator returns for them, time and
 * background tasks that a test moves, and a store that fails on command. It works with every test
 * framework and brings none.
 */
@NullMarked
package io.claviger.test;

import org.jspecify.annotations.NullMarked;
