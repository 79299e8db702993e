/** TLS, with certificates that are made for the test. */
@NullMarked
package io.claviger.atlas.tls;

import org.jspecify.annotations.NullMarked;
