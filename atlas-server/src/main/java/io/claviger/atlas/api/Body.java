package io.claviger.atlas.api;

import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.http.Request;
import io.claviger.atlas.json.JsonReader;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the JSON body of a request. */
final class Body {
  private static final Pattern TYPE =
      Pattern.compile(
          "application/(json|vnd\\.atlas\\.[0-9]{4}-[0-9]{2}-[0-9]{2}\\+json)"
              + "(\\s*;\\s*charset=\"?utf-8\"?)?\\s*;?\\s*");

  private Body() {}

  /** Returns the body. Throws the error for the client if the body is missing or is not JSON. */
  static @Nullable Object of(Request request) {
    if (request.body().length == 0) {
      throw new ApiError("MALFORMED_JSON");
    }
    if (isEncoded(request)) {
      throw new ApiError("UNSUPPORTED_CONTENT_ENCODING");
    }
    String type = request.header("content-type").orElse("").strip().toLowerCase(Locale.ROOT);
    if (!TYPE.matcher(type).matches()) {
      throw new ApiError("UNSUPPORTED_MEDIA_TYPE");
    }
    return JsonReader.read(request.body());
  }

  private static boolean isEncoded(Request request) {
    return request.headers("content-encoding").stream()
        .anyMatch(encoding -> !encoding.strip().equalsIgnoreCase("identity"));
  }
}
