/** What holds for the packages and the signatures of each module. */
@NullMarked
package io.claviger.testing.architecture;

import org.jspecify.annotations.NullMarked;
