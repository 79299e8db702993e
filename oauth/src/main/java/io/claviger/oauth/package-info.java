/** Access tokens, and the endpoints that issue and end them. Begin with {@link AccessTokens}. */
@NullMarked
package io.claviger.oauth;

import org.jspecify.annotations.NullMarked;
