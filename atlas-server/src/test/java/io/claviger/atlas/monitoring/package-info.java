/** What operators ask a server. */
@NullMarked
package io.claviger.atlas.monitoring;

import org.jspecify.annotations.NullMarked;
