/** HTTP itself: what a request and an answer are, and the limits that clients are held to. */
@NullMarked
package io.claviger.atlas.http;

import org.jspecify.annotations.NullMarked;
