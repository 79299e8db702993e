/** The documents of the resource. */
@NullMarked
package io.claviger.examples.atlas.json;

import org.jspecify.annotations.NullMarked;
