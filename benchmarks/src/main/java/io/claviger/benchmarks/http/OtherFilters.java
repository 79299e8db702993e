package io.claviger.benchmarks.http;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** Filters that admit every request. They show what a filter costs before it decides anything. */
final class OtherFilters {
  private OtherFilters() {}

  static Filter empty() {
    return (request, response, chain) -> chain.doFilter(request, response);
  }

  /** Hands a principal on as our filter does: in an attribute, and in a wrapper of the request. */
  static Filter wrapper() {
    return (request, response, chain) -> {
      request.setAttribute("principal", "user");
      chain.doFilter(new HttpServletRequestWrapper((HttpServletRequest) request), response);
    };
  }
}
