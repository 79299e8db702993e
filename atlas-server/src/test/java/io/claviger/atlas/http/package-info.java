@NullMarked
package io.claviger.atlas.http;

import org.jspecify.annotations.NullMarked;
