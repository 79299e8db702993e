/** The hashes of other software. This package is not exported. */
@NullMarked
package io.claviger.importing.internal;

import org.jspecify.annotations.NullMarked;
