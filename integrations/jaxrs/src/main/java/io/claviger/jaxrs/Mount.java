package io.claviger.jaxrs;

import io.claviger.http.MountPath;
import io.claviger.http.access.HttpResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds the part of a path that a handler serves, and makes the response. */
final class Mount {
  private Mount() {}

  /**
   * Returns what follows the path in that of a request; empty for other requests. It is as it was
   * sent: a server may refuse to decode it.
   */
  static Optional<String> below(MountPath path, ContainerRequestContext context) {
    String base = context.getUriInfo().getBaseUri().getRawPath();
    String mount = base.substring(0, base.length() - (base.endsWith("/") ? 1 : 0)) + path.value();
    String sent = context.getUriInfo().getRequestUri().getRawPath();
    return sent.equals(mount) || sent.startsWith(mount + "/")
        ? Optional.of(sent.substring(mount.length()))
        : Optional.empty();
  }

  /** Returns the response of the server; that to HEAD has no body. */
  static Response response(ContainerRequestContext context, HttpResponse answer) {
    Response.ResponseBuilder response = Response.status(answer.status());
    // Nothing has set a header of a new response, so setting one is adding it.
    answer.headers().forEach(header -> response.header(header.name(), header.value()));
    if (!answer.body().isEmpty() && !context.getMethod().equals("HEAD")) {
      response.entity(answer.body().getBytes(StandardCharsets.UTF_8));
    }
    return response.build();
  }
}
