/**
 * Adapters for Jakarta Servlet 6.0 and later: {@link io.claviger.servlet.ApiKeyFilter}, {@link
 * io.claviger.servlet.ManagementServlet} and {@link io.claviger.servlet.OAuthServlet}.
 */
@NullMarked
package io.claviger.servlet;

import org.jspecify.annotations.NullMarked;
