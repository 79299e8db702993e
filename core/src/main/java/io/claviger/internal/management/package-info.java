/**
 * The rules of management, and the loop that commits their decisions. This package is not exported.
 */
@NullMarked
package io.claviger.internal.management;

import org.jspecify.annotations.NullMarked;
