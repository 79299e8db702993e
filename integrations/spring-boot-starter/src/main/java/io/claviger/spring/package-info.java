/**
 * API keys for an application on Spring Boot 3.5, 4.0 or 4.1. The properties {@code claviger.*}
 * ({@link io.claviger.spring.ClavigerProperties}) describe everything that most applications need.
 * A bean of the application replaces the bean of the same type here.
 *
 * <p><b>Security.</b> An application that declares no {@code SecurityFilterChain} gets one that
 * requires a key for every request. Other applications add {@link
 * io.claviger.spring.security.ApiKeyConfigurer} to their chains. On WebFlux, the same holds for
 * {@code SecurityWebFilterChain} and {@link io.claviger.spring.security.ServerApiKeyConfigurer}.
 *
 * <p><b>Transactions.</b> {@link io.claviger.spring.transaction.TransactionalClaviger} manages keys
 * in the transactions of the application. An application on WebFlux has none.
 *
 * <p><b>Packages.</b> Applications use this one, {@link io.claviger.spring.security} and {@link
 * io.claviger.spring.transaction}. They exclude classes of {@link
 * io.claviger.spring.autoconfigure}. Packages below {@code io.claviger.spring.internal} may change
 * in every version.
 *
 * <p><b>Health.</b> The application declares a health indicator itself, because Spring Boot 4 moved
 * the interface from {@code org.springframework.boot.actuate.health} to {@code
 * org.springframework.boot.health.contributor}. Spring Boot's own indicator checks the data source;
 * this one also detects missing tables:
 *
 * <pre>{@code
 * @Bean
 * HealthIndicator clavigerHealthIndicator(Claviger claviger) {
 *   return () -> (claviger.isReachable() ? Health.up() : Health.down()).build();
 * }
 * }</pre>
 */
@NullMarked
package io.claviger.spring;

import org.jspecify.annotations.NullMarked;
