/** Exit codes, and errors in one line. */
@NullMarked
package io.claviger.cli.error;

import org.jspecify.annotations.NullMarked;
