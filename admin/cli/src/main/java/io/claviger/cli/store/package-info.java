/** The store and the secret files that the options name. */
@NullMarked
package io.claviger.cli.store;

import org.jspecify.annotations.NullMarked;
