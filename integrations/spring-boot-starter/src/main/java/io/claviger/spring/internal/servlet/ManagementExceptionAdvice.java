package io.claviger.spring.internal.servlet;

import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.ClavigerException;
import io.claviger.servlet.ServletExchange;
import io.claviger.spring.internal.web.KeyAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers a refused call of management in a controller with its problem document, and logs failures
 * of the store. A browser that asked for a page gets the error page of the application. The
 * {@code @ExceptionHandler} methods of the application come first.
 */
@RestControllerAdvice
@Order
public final class ManagementExceptionAdvice {
  private final HttpAccess access;

  public ManagementExceptionAdvice(HttpAccess access) {
    this.access = access;
  }

  @ExceptionHandler
  void problem(
      ClavigerException exception, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    IncomingRequest incoming = ServletExchange.incoming(request);
    HttpResponse answer = KeyAnswers.toManagement(exception, incoming, access);
    if (KeyAnswers.wantsPage(incoming)) {
      KeyAnswers.withoutDocument(answer).writeHeaders(response::setHeader, response::addHeader);
      response.sendError(answer.status(), exception.publicMessage());
    } else {
      ServletExchange.write(answer, response);
    }
  }
}
