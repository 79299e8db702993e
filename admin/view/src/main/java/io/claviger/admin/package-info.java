/** The operator's view over all organizations: {@link io.claviger.admin.Operator}. */
@NullMarked
package io.claviger.admin;

import org.jspecify.annotations.NullMarked;
