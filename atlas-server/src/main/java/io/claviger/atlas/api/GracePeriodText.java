package io.claviger.atlas.api;

import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.AtlasCodes;
import io.claviger.atlas.json.Fields;
import io.claviger.model.GracePeriod;
import io.claviger.model.InvalidValueException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the grace period of a rotation from the document of a client. */
final class GracePeriodText {
  private GracePeriodText() {}

  /** Returns the grace period, or throws the error for the client. */
  static GracePeriod of(@Nullable Object body) {
    String kind = text(Fields.of(body, "gracePeriod", "grace", "until"), "gracePeriod");
    return switch (kind) {
      case "NONE" -> alone(body, GracePeriod.none());
      case "UNTIL_DELETED" -> alone(body, GracePeriod.untilDeleted());
      case "AFTER_FIRST_USE" ->
          GracePeriod.afterFirstUse(
              parsed(Fields.of(body, "gracePeriod", "grace"), "grace", Duration::parse));
      case "UNTIL" -> until(Fields.of(body, "gracePeriod", "until"));
      default -> throw new ApiError("INVALID_ENUM_VALUE", kind);
    };
  }

  /**
   * Returns the error for a grace period that the library refuses. It names the attribute of the
   * client.
   */
  static ApiError refused(InvalidValueException e) {
    return new ApiError(AtlasCodes.of(e.code()), "until");
  }

  private static GracePeriod until(Fields fields) {
    try {
      return GracePeriod.until(parsed(fields, "until", Instant::parse));
    } catch (InvalidValueException e) {
      throw refused(e);
    }
  }

  /**
   * Returns the grace period. Another attribute beside it would have no effect, so it is refused.
   */
  private static GracePeriod alone(@Nullable Object body, GracePeriod gracePeriod) {
    Fields unused = Fields.of(body, "gracePeriod");
    return gracePeriod;
  }

  private static <T> T parsed(Fields fields, String name, Function<String, T> parser) {
    try {
      return parser.apply(text(fields, name));
    } catch (DateTimeException e) {
      throw new ApiError("INVALID_JSON_ATTRIBUTE", name);
    }
  }

  private static String text(Fields fields, String name) {
    return fields.text(name).orElseThrow(() -> new ApiError("MISSING_ATTRIBUTE", name));
  }
}
