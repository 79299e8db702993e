/** A class to copy: how Quarkus Security works together with Claviger. */
@NullMarked
package io.claviger.examples.recipes.quarkus;

import org.jspecify.annotations.NullMarked;
