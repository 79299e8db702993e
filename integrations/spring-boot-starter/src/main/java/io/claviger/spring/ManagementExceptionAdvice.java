package io.claviger.spring;

import io.claviger.http.access.ProblemDocument;
import io.claviger.model.ClavigerException;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers a refused call of management in a controller with its problem document. The
 * {@code @ExceptionHandler} methods of the application come first.
 */
@RestControllerAdvice
@Order
final class ManagementExceptionAdvice {
  @ExceptionHandler
  ResponseEntity<String> problem(ClavigerException refusal) {
    ProblemDocument problem = ProblemDocument.of(refusal);
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem.toJson());
  }
}
