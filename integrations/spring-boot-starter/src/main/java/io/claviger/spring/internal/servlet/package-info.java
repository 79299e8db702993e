/**
 * The requests of an application on Spring MVC. Not for applications: it may change in every
 * version.
 */
@NullMarked
package io.claviger.spring.internal.servlet;

import org.jspecify.annotations.NullMarked;
