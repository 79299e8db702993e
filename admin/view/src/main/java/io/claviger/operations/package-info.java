/** The operator's view over all organizations: {@link io.claviger.operations.Operator}. */
@NullMarked
package io.claviger.operations;

import org.jspecify.annotations.NullMarked;
