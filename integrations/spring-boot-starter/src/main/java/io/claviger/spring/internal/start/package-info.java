/**
 * Reasons why an application does not start. Not for applications: it may change in every version.
 */
@NullMarked
package io.claviger.spring.internal.start;

import org.jspecify.annotations.NullMarked;
