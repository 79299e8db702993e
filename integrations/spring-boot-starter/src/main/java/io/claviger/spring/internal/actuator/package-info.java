/**
 * The endpoint of the starter, and where those of Spring Boot are. Not for applications: it may
 * change in every version.
 */
@NullMarked
package io.claviger.spring.internal.actuator;

import org.jspecify.annotations.NullMarked;
