/** The console: a page for people, and the class that serves it. */
@NullMarked
package io.claviger.atlas.console;

import org.jspecify.annotations.NullMarked;
