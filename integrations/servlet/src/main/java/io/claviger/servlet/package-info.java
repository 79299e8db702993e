/** An adapter for Jakarta Servlet 6.0 and later: {@link io.claviger.servlet.ApiKeyFilter}. */
@NullMarked
package io.claviger.servlet;

import org.jspecify.annotations.NullMarked;
