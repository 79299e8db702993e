package io.claviger.spring;

import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.ClavigerException;
import io.claviger.servlet.ServletExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers a refused call of management in a controller with its problem document, and logs failures
 * of the store. A browser that asked for a page gets the error page of the application. The
 * {@code @ExceptionHandler} methods of the application come first.
 */
@RestControllerAdvice
@Order
final class ManagementExceptionAdvice {
  private final HttpAccess access;

  ManagementExceptionAdvice(HttpAccess access) {
    this.access = access;
  }

  /** Returns null if the container answers with an error page. */
  @ExceptionHandler
  @Nullable ResponseEntity<String> problem(
      ClavigerException exception, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    IncomingRequest incoming = ServletExchange.incoming(request);
    HttpDecision.Refused refused = KeyAnswers.toManagement(exception, incoming, access);
    if (KeyAnswers.wantsPage(incoming)) {
      KeyAnswers.headersOfPage(refused)
          .forEach(header -> response.addHeader(header.name(), header.value()));
      response.sendError(refused.status(), exception.publicMessage());
      return null;
    }
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(refused.status());
    refused.headers().forEach(header -> answer.header(header.name(), header.value()));
    return answer.body(refused.body());
  }
}
