/** The JSON documents of the resource. */
@NullMarked
package io.claviger.atlas.json;

import org.jspecify.annotations.NullMarked;
