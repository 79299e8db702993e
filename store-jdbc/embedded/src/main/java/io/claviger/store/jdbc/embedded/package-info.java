/**
 * A store on an embedded H2 database: {@link io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore}.
 */
@NullMarked
package io.claviger.store.jdbc.embedded;

import org.jspecify.annotations.NullMarked;
