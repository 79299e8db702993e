package io.claviger.examples.recipes.quarkus;

import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.HttpResponse;
import io.claviger.http.access.IncomingRequest;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;

/**
 * Admits requests of API keys in Quarkus Security, and answers all others. Quarkus finds it; the
 * application provides the access:
 *
 * <pre>{@code
 * @Produces
 * @Singleton
 * HttpAccess access(Claviger claviger) {
 *   return HttpAccess.builder(claviger, grants).build();
 * }
 * }</pre>
 *
 * <p>Resources use {@code @RolesAllowed} with names of roles and of permissions. The principal of
 * the {@link SecurityIdentity} is an {@link ApiKeyPrincipal}.
 *
 * <p>A decision can block, so it is made on a worker thread. It cannot know:
 *
 * <ul>
 *   <li>Paths that are open to all, and other ways to log in. It asks for a key on every path,
 *       because Quarkus authenticates before it reads the rules. To let such requests through,
 *       return {@code Uni.createFrom().nullItem()} if {@link HttpAccess#presentsCredential} is
 *       false.
 *   <li>Projects: check {@link ApiKeyPrincipal#hasPermission} in the resource.
 *   <li>A proxy that {@code quarkus.http.proxy} declares. The address of the client is the peer of
 *       the connection: declare proxies in the {@link HttpAccess}.
 * </ul>
 */
@ApplicationScoped
public class QuarkusApiKeys implements HttpAuthenticationMechanism {
  private static final String REFUSED = "io.claviger.refused";

  private final HttpAccess access;
  private final BlockingSecurityExecutor worker;

  QuarkusApiKeys(HttpAccess access, BlockingSecurityExecutor worker) {
    this.access = Objects.requireNonNull(access, "access");
    this.worker = Objects.requireNonNull(worker, "worker");
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext ctx, IdentityProviderManager identityProviders) {
    return worker
        .executeBlocking(() -> access.decide(incoming(ctx.request())))
        .map(decision -> identity(ctx, decision));
  }

  private static SecurityIdentity identity(RoutingContext ctx, HttpDecision decision) {
    if (decision instanceof HttpDecision.Refused refused) {
      ctx.put(REFUSED, refused);
      throw new AuthenticationFailedException(); // Quarkus then calls sendChallenge
    }
    ApiKeyPrincipal key = ((HttpDecision.Admitted) decision).principal();
    return QuarkusSecurityIdentity.builder().setPrincipal(key).addRoles(key.authorities()).build();
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext ctx) {
    HttpDecision.Refused refused = ctx.get(REFUSED);
    if (refused == null) {
      return Uni.createFrom().item(false);
    }
    HttpResponse answer = refused.response();
    HttpServerResponse response = ctx.response().setStatusCode(answer.status());
    answer.writeHeaders(response.headers()::set, response.headers()::add);
    return Uni.createFrom()
        .completionStage(response.end(answer.body()).toCompletionStage())
        .replaceWith(true);
  }

  /** Returns nothing: this interface has room for one header, and a refusal has several. */
  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext ctx) {
    return Uni.createFrom().nullItem();
  }

  private static IncomingRequest incoming(HttpServerRequest request) {
    return new IncomingRequest(
        request.headers()::getAll,
        request.method().name(),
        request.uri(),
        Optional.ofNullable(request.connection().remoteAddress().hostAddress()));
  }
}
