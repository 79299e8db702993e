/** Not exported: the rules, the change loop, parsing and hashing. */
@NullMarked
package io.claviger.internal;

import org.jspecify.annotations.NullMarked;
