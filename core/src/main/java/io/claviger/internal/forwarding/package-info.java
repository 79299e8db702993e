/** Not exported: how the headers are read in which proxies say whom they forward for. */
@NullMarked
package io.claviger.internal.forwarding;

import org.jspecify.annotations.NullMarked;
