/** JSON, as tests read it. */
@NullMarked
package io.claviger.testing.json;

import org.jspecify.annotations.NullMarked;
