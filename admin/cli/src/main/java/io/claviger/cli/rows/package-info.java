/** Reads the rows of a file with keys to import. */
@NullMarked
package io.claviger.cli.rows;

import org.jspecify.annotations.NullMarked;
