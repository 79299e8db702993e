/** The HTTP layer: requests, replies, and limits for clients. */
@NullMarked
package io.claviger.atlas.http;

import org.jspecify.annotations.NullMarked;
