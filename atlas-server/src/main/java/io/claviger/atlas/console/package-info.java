/** The page for people, and the one place that serves it. */
@NullMarked
package io.claviger.atlas.console;

import org.jspecify.annotations.NullMarked;
