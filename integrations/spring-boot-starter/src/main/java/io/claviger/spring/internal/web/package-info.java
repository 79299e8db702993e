/**
 * What applications on servlets and on WebFlux have in common. Not for applications: it may change
 * in every version.
 */
@NullMarked
package io.claviger.spring.internal.web;

import org.jspecify.annotations.NullMarked;
