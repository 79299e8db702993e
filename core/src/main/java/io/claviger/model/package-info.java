/** Immutable values, and the exceptions that refuse a change. */
@NullMarked
package io.claviger.model;

import org.jspecify.annotations.NullMarked;
