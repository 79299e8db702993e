/** Classes to copy: how frameworks and libraries work together with Claviger. */
@NullMarked
package io.claviger.examples.recipes;

import org.jspecify.annotations.NullMarked;
