@NullMarked
package io.claviger.examples.atlas.http;

import org.jspecify.annotations.NullMarked;
