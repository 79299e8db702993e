package io.claviger.examples.recipes.micronaut;

import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;

/**
 * Admits requests of API keys in Micronaut Security, and answers all others. Micronaut finds it if
 * its package is compiled with the processor of the framework. The application provides the access,
 * and names the role or the permission that each route requires:
 *
 * <pre>{@code
 * @Singleton
 * HttpAccess access(Claviger claviger) {
 *   return HttpAccess.builder(claviger, grants).build();
 * }
 *
 * @Get("/reports")
 * @Secured("reports.read")
 * String list(Authentication caller) {
 *   return MicronautApiKeys.principal(caller).getName();
 * }
 * }</pre>
 *
 * <p>Set {@code micronaut.security.reject-not-found=false}, so that a key gets 404 and not 403 for
 * a path without a route. A decision can block; it is made on the executor for blocking tasks.
 *
 * <p>It cannot know:
 *
 * <ul>
 *   <li>Routes that are open to all, and other ways to log in. It asks for a key on every path,
 *       because Micronaut calls it before the rules. To let such requests through, return {@code
 *       Publishers.empty()} if {@link HttpAccess#presentsCredential} is false.
 *   <li>Projects: check {@link ApiKeyPrincipal#hasPermission} in the route.
 * </ul>
 */
@Singleton
public final class MicronautApiKeys implements AuthenticationFetcher<HttpRequest<?>> {
  private static final String PRINCIPAL = "io.claviger.principal";

  private final HttpAccess access;
  private final ExecutorService blocking;

  MicronautApiKeys(HttpAccess access, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.access = Objects.requireNonNull(access, "access");
    this.blocking = Objects.requireNonNull(blocking, "blocking");
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    return Publishers.fromCompletableFuture(
        () ->
            CompletableFuture.supplyAsync(() -> access.decide(incoming(request)), blocking)
                .thenCompose(MicronautApiKeys::authentication));
  }

  private static CompletableFuture<Authentication> authentication(HttpDecision decision) {
    if (decision instanceof HttpDecision.Refused refused) {
      return CompletableFuture.failedFuture(new Refusal(refused));
    }
    ApiKeyPrincipal key = ((HttpDecision.Admitted) decision).principal();
    return CompletableFuture.completedFuture(
        Authentication.build(key.getName(), key.authorities(), Map.of(PRINCIPAL, key)));
  }

  /** Returns the key that sent the request. */
  public static ApiKeyPrincipal principal(Authentication authentication) {
    return (ApiKeyPrincipal)
        Objects.requireNonNull(
            authentication.getAttributes().get(PRINCIPAL), "not authenticated by a key");
  }

  private static IncomingRequest incoming(HttpRequest<?> request) {
    return new IncomingRequest(
        request.getHeaders()::getAll,
        request.getMethodName(),
        request.getUri().toString(),
        Optional.ofNullable(request.getRemoteAddress().getAddress().getHostAddress()));
  }

  /** Carries a refusal to its answer. */
  static final class Refusal extends RuntimeException {
    private final transient HttpDecision.Refused refused;

    Refusal(HttpDecision.Refused refused) {
      super(refused.log());
      this.refused = refused;
    }
  }

  /** Answers refused requests. */
  @Singleton
  static final class Answer implements ExceptionHandler<Refusal, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes") // as the interface declares it
    public HttpResponse<?> handle(HttpRequest request, Refusal refusal) {
      var answer = refusal.refused.response();
      MutableHttpResponse<String> response =
          HttpResponse.status(HttpStatus.valueOf(answer.status()));
      answer.writeHeaders(response.getHeaders()::set, response.getHeaders()::add);
      // Without a length, Micronaut closes the connection after a HEAD request.
      return response.contentLength(answer.body().length()).body(answer.body());
    }
  }
}
