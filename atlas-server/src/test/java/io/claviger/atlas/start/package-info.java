@NullMarked
package io.claviger.atlas.start;

import org.jspecify.annotations.NullMarked;
