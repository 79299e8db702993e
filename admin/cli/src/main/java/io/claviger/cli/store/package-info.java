/** Opens the store that the options name. */
@NullMarked
package io.claviger.cli.store;

import org.jspecify.annotations.NullMarked;
