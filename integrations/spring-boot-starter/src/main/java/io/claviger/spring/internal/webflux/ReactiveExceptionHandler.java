package io.claviger.spring.internal.webflux;

import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.ClavigerException;
import io.claviger.spring.internal.web.KeyAnswers;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Answers a refused call of management on WebFlux with its problem document, and logs failures of
 * the store. A browser that asked for a page gets the error page of the application, with that
 * status. It comes before Spring Boot's handler, and after the {@code @ExceptionHandler} methods of
 * the application.
 */
@Order(-2)
public record ReactiveExceptionHandler(HttpAccess access) implements WebExceptionHandler {
  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    if (!(failure instanceof ClavigerException refusal) || exchange.getResponse().isCommitted()) {
      return Mono.error(failure);
    }
    IncomingRequest incoming = ReactiveExchange.incoming(exchange.getRequest());
    HttpResponse answer = KeyAnswers.toManagement(refusal, incoming, access);
    if (!KeyAnswers.wantsPage(incoming)) {
      return ReactiveExchange.write(answer, exchange);
    }
    HttpHeaders headers = exchange.getResponse().getHeaders();
    KeyAnswers.withoutDocument(answer).writeHeaders(headers::set, headers::add);
    return Mono.error(
        new ResponseStatusException(
            HttpStatusCode.valueOf(answer.status()), refusal.publicMessage(), refusal));
  }
}
