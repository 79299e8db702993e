/** A class to copy: how Micronaut Security works together with Claviger. */
@NullMarked
package io.claviger.examples.recipes.micronaut;

import org.jspecify.annotations.NullMarked;
