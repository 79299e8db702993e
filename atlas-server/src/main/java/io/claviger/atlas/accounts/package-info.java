/** Service accounts as keys of the library. */
@NullMarked
package io.claviger.atlas.accounts;

import org.jspecify.annotations.NullMarked;
