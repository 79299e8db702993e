/** What an application tells the management over HTTP. */
@NullMarked
package io.claviger.management.spi;

import org.jspecify.annotations.NullMarked;
