/** The roles of Atlas. */
@NullMarked
package io.claviger.atlas.roles;

import org.jspecify.annotations.NullMarked;
