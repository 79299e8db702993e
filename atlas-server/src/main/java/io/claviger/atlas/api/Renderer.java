package io.claviger.atlas.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.claviger.atlas.errors.ApiError;
import io.claviger.atlas.errors.Era;
import io.claviger.atlas.errors.ErrorDocument;
import io.claviger.atlas.errors.ErrorTable;
import io.claviger.atlas.http.Reply;
import io.claviger.atlas.http.Request;
import io.claviger.atlas.json.Json;
import java.util.List;
import java.util.regex.Pattern;

/** Turns answers and errors into replies, in the form that the request asks for. */
final class Renderer {
  private static final String PLAIN = "application/json";
  private static final Pattern ANY_VERSION =
      Pattern.compile("application/vnd\\.atlas\\.[0-9]{4}-[0-9]{2}-[0-9]{2}\\+json");

  /** The only version of keys, and that of service accounts, whichever date the client asks for. */
  private static final String KEYS = "2023-01-01";

  private static final String ACCOUNTS = "2024-08-05";

  /** The response to an unknown key. It is the same for every reason. */
  private static final ErrorDocument NOBODY =
      new ErrorDocument(
          "You are not authorized for this resource.",
          401,
          "UNEXPECTED_ERROR",
          List.of(),
          "Unauthorized");

  /** An entity or an error in an envelope. */
  @JsonPropertyOrder({"content", "status"})
  private record Envelope(Object content, int status) {}

  private final Request request;
  private final Query query;

  Renderer(Request request) {
    this.request = request;
    this.query = new Query(request.query());
  }

  Reply answer(Answer answer, Era era) {
    String type = type(era == Era.SERVICE_ACCOUNT ? ACCOUNTS : KEYS);
    if (answer instanceof Answer.Listing listing) {
      return wants("envelope")
          ? reply(200, type, listing.document().enveloped(200))
          : reply(200, type, listing.document());
    }
    return answer instanceof Answer.Entity entity
        ? enveloped(entity.status(), type, entity.document())
        : Reply.empty(((Answer.Done) answer).status());
  }

  Reply error(ApiError error, Era era) {
    ErrorDocument document = ErrorTable.document(error, era);
    return enveloped(document.error(), PLAIN, document);
  }

  Reply challenge(List<String> challenges) {
    return enveloped(NOBODY.error(), PLAIN, NOBODY).with("WWW-Authenticate", challenges);
  }

  private Reply enveloped(int status, String type, Object document) {
    return reply(status, type, wants("envelope") ? new Envelope(document, status) : document);
  }

  private Reply reply(int status, String type, Object document) {
    return Reply.of(status, type, Json.write(document, wants("pretty")))
        .with("Cache-Control", List.of("no-store"))
        .with("X-Content-Type-Options", List.of("nosniff"));
  }

  /**
   * Returns whether the flag is set. Handlers refuse a bad value, but error documents ignore it.
   */
  private boolean wants(String flag) {
    return query.says(flag);
  }

  /** Returns the media type, with the version if the client asks for any version. */
  private String type(String version) {
    return ANY_VERSION.matcher(request.header("accept").orElse("")).find()
        ? "application/vnd.atlas." + version + "+json;charset=utf-8"
        : PLAIN;
  }
}
