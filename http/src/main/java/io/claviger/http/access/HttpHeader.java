package io.claviger.http.access;

import io.claviger.internal.text.Arguments;

/** A header of a response. */
public record HttpHeader(String name, String value) {
  /** Checks that no part is null. */
  public HttpHeader {
    Arguments.require(name, "name", value, "value");
  }
}
