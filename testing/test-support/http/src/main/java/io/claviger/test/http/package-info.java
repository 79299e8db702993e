/**
 * The tests that an adapter for a web framework has to pass: {@link
 * io.claviger.test.http.HttpAdapterContract}.
 */
@NullMarked
package io.claviger.test.http;

import org.jspecify.annotations.NullMarked;
