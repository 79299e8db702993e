package io.claviger.http.access;

import io.claviger.internal.text.Arguments;
import io.claviger.model.InvalidValueException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A response that an adapter sends: the status, {@linkplain #writeHeaders each header}, and the
 * body, which it leaves out of a response to HEAD. Immutable.
 */
public final class HttpResponse {
  private static final String CHALLENGE = "WWW-Authenticate";

  private final int status;
  private final List<HttpHeader> headers;
  private final String body;

  private HttpResponse(int status, List<HttpHeader> headers, String body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /**
   * Returns a response with these parts, which are those of the getters.
   *
   * @throws InvalidValueException if a header other than {@code WWW-Authenticate} is there twice
   */
  public static HttpResponse of(int status, List<HttpHeader> headers, String body) {
    Arguments.require(headers, "headers", body, "body");
    List<HttpHeader> copy = List.copyOf(headers);
    Set<String> names = new HashSet<>();
    for (HttpHeader header : copy) {
      if (!isChallenge(header) && !names.add(header.name().toLowerCase(Locale.ROOT))) {
        throw InvalidValueException.of(
            "headers of a response", header.name(), "must be there once; join its values");
      }
    }
    return new HttpResponse(status, copy, body);
  }

  /**
   * Returns the response with this problem, which no cache keeps.
   *
   * @param specific headers before {@code Cache-Control} and {@code Content-Type}
   */
  public static HttpResponse of(ProblemDocument problem, List<HttpHeader> specific) {
    Arguments.require(problem, "problem", specific, "specific");
    List<HttpHeader> headers = new ArrayList<>(specific);
    headers.add(new HttpHeader("Cache-Control", "no-store"));
    headers.add(new HttpHeader("Content-Type", ProblemDocument.MEDIA_TYPE));
    return of(problem.status(), headers, problem.toJson());
  }

  private static boolean isChallenge(HttpHeader header) {
    return header.name().equalsIgnoreCase(CHALLENGE);
  }

  /** Returns the status. */
  public int status() {
    return status;
  }

  /** Returns the headers in order; immutable. {@code Content-Length} is left to the adapter. */
  public List<HttpHeader> headers() {
    return headers;
  }

  /**
   * Returns the body, to be encoded in UTF-8; empty for none. It may contain a new private key or
   * access token, so it must not be logged.
   */
  public String body() {
    return body;
  }

  /**
   * Passes the name and the value of each header, in order, to one of two methods of a framework.
   *
   * @param set replaces the header, as a filter may have set a default, such as {@code
   *     Cache-Control}
   * @param add adds the header beside others of its name: {@code WWW-Authenticate}, of which each
   *     way to authenticate has its own
   */
  public void writeHeaders(BiConsumer<String, String> set, BiConsumer<String, String> add) {
    Arguments.require(set, "set", add, "add");
    headers.forEach(
        header -> (isChallenge(header) ? add : set).accept(header.name(), header.value()));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HttpResponse that
        && status == that.status
        && headers.equals(that.headers)
        && body.equals(that.body);
  }

  @Override
  public int hashCode() {
    return Objects.hash(status, headers, body);
  }

  /** Returns the status only. */
  @Override
  public String toString() {
    return "HttpResponse[" + status + "]";
  }
}
