/** Processes that tests start. */
@NullMarked
package io.claviger.testing.process;

import org.jspecify.annotations.NullMarked;
