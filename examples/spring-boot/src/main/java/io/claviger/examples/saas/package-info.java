/** A small SaaS on Spring Boot. Its customers manage their API keys on a page, and use its API. */
@NullMarked
package io.claviger.examples.saas;

import org.jspecify.annotations.NullMarked;
