/** The interfaces by which an application names its users, roles and projects. */
@NullMarked
package io.claviger.management.spi;

import org.jspecify.annotations.NullMarked;
