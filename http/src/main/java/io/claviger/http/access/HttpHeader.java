package io.claviger.http.access;

import java.util.Objects;

/** A header of a response. */
public record HttpHeader(String name, String value) {
  /** Checks that no part is null. */
  public HttpHeader {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }
}
