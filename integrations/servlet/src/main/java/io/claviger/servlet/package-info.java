/**
 * Adapters for Jakarta Servlet 6.0 and later: {@link io.claviger.servlet.ApiKeyFilter} and {@link
 * io.claviger.servlet.ManagementServlet}.
 */
@NullMarked
package io.claviger.servlet;

import org.jspecify.annotations.NullMarked;
