package io.claviger.atlas.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.http.Request;
import io.claviger.atlas.json.Json;
import java.util.Locale;
import java.util.regex.Pattern;

/** The JSON that a request brings along. */
final class Body {
  private static final Pattern TYPE =
      Pattern.compile(
          "application/(json|vnd\\.atlas\\.[0-9]{4}-[0-9]{2}-[0-9]{2}\\+json)"
              + "(\\s*;\\s*charset=\"?utf-8\"?)?\\s*;?\\s*");

  private Body() {}

  /** Throws what the client is told of one that is not there, or no JSON. */
  static JsonNode of(Request request) {
    if (request.body().length == 0) {
      throw malformed();
    }
    String type = request.header("content-type").orElse("").strip().toLowerCase(Locale.ROOT);
    if (!TYPE.matcher(type).matches()) {
      throw new ApiError("UNSUPPORTED_MEDIA_TYPE");
    }
    return Json.read(request.body()).orElseThrow(Body::malformed);
  }

  private static ApiError malformed() {
    return new ApiError("MALFORMED_JSON");
  }
}
