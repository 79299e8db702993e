@NullMarked
package io.claviger.examples.atlas.start;

import org.jspecify.annotations.NullMarked;
