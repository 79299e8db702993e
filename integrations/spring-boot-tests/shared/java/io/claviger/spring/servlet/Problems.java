package io.claviger.spring.servlet;

import io.claviger.http.access.ProblemDocument;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers as for keys: Spring Security sets status and challenge, and this adds the document. */
final class Problems implements AuthenticationEntryPoint, AccessDeniedHandler {
  private final AuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
  private final AccessDeniedHandler denial = new BearerTokenAccessDeniedHandler();

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException, ServletException {
    challenge.commence(request, response, reason);
    write(response, "the JWT is not valid");
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException, ServletException {
    denial.handle(request, response, reason);
    write(response, "you may not do this");
  }

  private static void write(HttpServletResponse response, String detail) throws IOException {
    HttpStatus status = HttpStatus.valueOf(response.getStatus());
    response.setContentType(ProblemDocument.MEDIA_TYPE);
    response
        .getWriter()
        .print(new ProblemDocument(status.value(), status.getReasonPhrase(), detail).toJson());
  }
}
