/**
 * The requests of an application on WebFlux. Not for applications: it may change in every version.
 */
@NullMarked
package io.claviger.spring.internal.webflux;

import org.jspecify.annotations.NullMarked;
