/**
 * API keys for an application on Spring Boot 3.5, 4.0 or 4.1. The properties {@code claviger.*}
 * ({@link io.claviger.spring.ClavigerProperties}) describe everything that most applications need,
 * and each bean is replaced by one of the application with the same type.
 *
 * <p><b>Security.</b> An application that declares no {@code SecurityFilterChain} gets one that
 * requires a key for every request. Others add {@link io.claviger.spring.ApiKeyConfigurer} to
 * theirs. Servlets only: there is no support for WebFlux.
 *
 * <p><b>Transactions.</b> {@link io.claviger.spring.TransactionalClaviger} manages keys in the
 * transactions of the application.
 *
 * <p><b>Health.</b> The interface for it moved between the lines of Spring Boot, so the application
 * declares the bean itself. The data source has one already; this one also sees missing tables:
 *
 * <pre>{@code
 * @Bean
 * HealthIndicator claviger(Claviger claviger) {
 *   return () -> (claviger.isReachable() ? Health.up() : Health.down()).build();
 * }
 * }</pre>
 */
@NullMarked
package io.claviger.spring;

import org.jspecify.annotations.NullMarked;
