package io.claviger.spring;

import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.model.ClavigerException;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers a refused call of management in a controller with its problem document, and logs failures
 * of the store. The {@code @ExceptionHandler} methods of the application come first.
 */
@RestControllerAdvice
@Order
final class ManagementExceptionAdvice {
  private static final System.Logger LOGGER = System.getLogger("io.claviger.spring");

  private final HttpAccess access;

  ManagementExceptionAdvice(HttpAccess access) {
    this.access = access;
  }

  @ExceptionHandler
  ResponseEntity<String> problem(ClavigerException exception) {
    HttpDecision.Refused refused = access.refusal(exception);
    if (refused.status() >= 500) {
      LOGGER.log(System.Logger.Level.WARNING, refused.log(), exception);
    }
    ResponseEntity.BodyBuilder response = ResponseEntity.status(refused.status());
    refused.headers().forEach(header -> response.header(header.name(), header.value()));
    return response.body(refused.body());
  }
}
