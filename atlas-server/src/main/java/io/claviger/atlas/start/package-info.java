/** The start of the server: its options, its data folder and the first key. */
@NullMarked
package io.claviger.atlas.start;

import org.jspecify.annotations.NullMarked;
