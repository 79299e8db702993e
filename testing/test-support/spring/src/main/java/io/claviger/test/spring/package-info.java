/**
 * Annotations for tests of Spring applications: {@link io.claviger.test.spring.WithApiKey} runs a
 * test as if a key had sent the request, and {@link io.claviger.test.spring.AutoConfigureClaviger}
 * adds keys in memory to a part of the application, such as {@code @WebMvcTest}.
 */
@NullMarked
package io.claviger.test.spring;

import org.jspecify.annotations.NullMarked;
