/** The content of an access token, and its seal. Uses no type of other packages. */
@NullMarked
package io.claviger.oauth.internal.token;

import org.jspecify.annotations.NullMarked;
