/**
 * The values of the library that the properties describe. Not for applications: it may change in
 * every version.
 */
@NullMarked
package io.claviger.spring.internal.properties;

import org.jspecify.annotations.NullMarked;
