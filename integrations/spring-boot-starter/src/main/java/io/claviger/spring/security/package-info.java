/**
 * Spring Security with keys: {@link io.claviger.spring.security.ApiKeyConfigurer} for chains on
 * servlets, {@link io.claviger.spring.security.ServerApiKeyConfigurer} for those on WebFlux, and
 * the authentication that both give to a request.
 */
@NullMarked
package io.claviger.spring.security;

import org.jspecify.annotations.NullMarked;
