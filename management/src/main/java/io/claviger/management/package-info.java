/** Manages keys over HTTP: {@link io.claviger.management.ManagementHandler}. */
@NullMarked
package io.claviger.management;

import org.jspecify.annotations.NullMarked;
