package io.claviger.examples.recipes;

import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.http.access.HttpAccess;
import io.claviger.http.access.HttpDecision;
import io.claviger.http.access.IncomingRequest;
import io.claviger.model.Permission;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Admits gRPC calls of API keys, and closes all others with a status:
 *
 * <pre>{@code
 * ServerBuilder.forPort(port)
 *     .intercept(new GrpcApiKeys(access, method -> permissions.get(method.getFullMethodName())))
 *     .addService(new ReportsService());
 * }</pre>
 *
 * <ul>
 *   <li>{@code UNAUTHENTICATED}: no valid key in the metadata {@code authorization}, or in one that
 *       is named like a header for tokens of the {@link HttpAccess}.
 *   <li>{@code PERMISSION_DENIED}: the whitelist does not admit the address, or no role grants the
 *       permission of the method.
 *   <li>{@code RESOURCE_EXHAUSTED}: the limiter refused. {@code UNAVAILABLE}: the store failed.
 *       Both say in {@code grpc-retry-pushback-ms} when the client should retry.
 *   <li>{@code INTERNAL}: the address of the client is unknown, for example in process.
 * </ul>
 *
 * <p>Services read the key from {@link #PRINCIPAL}. A decision can block; gRPC makes it on the
 * executor of the server, so do not build that with {@code directExecutor()}.
 *
 * <p>It cannot know a project that only a message names: check {@link
 * ApiKeyPrincipal#hasPermission} in the service. It decides once, when the call starts: end a long
 * stream after a while, so that a revoked key does not keep it.
 */
public final class GrpcApiKeys implements ServerInterceptor {
  /** The key that sent the call. */
  public static final Context.Key<ApiKeyPrincipal> PRINCIPAL = Context.key("claviger-principal");

  private static final Metadata.Key<String> PUSHBACK = key("grpc-retry-pushback-ms");

  private final HttpAccess access;
  private final Function<MethodDescriptor<?, ?>, Permission> permissions;

  /**
   * Creates the interceptor.
   *
   * @param permissions returns the permission that a method requires; never null
   */
  public GrpcApiKeys(HttpAccess access, Function<MethodDescriptor<?, ?>, Permission> permissions) {
    this.access = Objects.requireNonNull(access, "access");
    this.permissions = Objects.requireNonNull(permissions, "permissions");
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Permission permission = permissions.apply(call.getMethodDescriptor());
    HttpDecision decision = access.decide(incoming(call, headers), permission);
    if (decision instanceof HttpDecision.Admitted admitted) {
      Context context = Context.current().withValue(PRINCIPAL, admitted.principal());
      return Contexts.interceptCall(context, call, headers, next);
    }
    HttpDecision.Refused refused = (HttpDecision.Refused) decision;
    call.close(status(refused), trailers(refused));
    return new ServerCall.Listener<>() {};
  }

  private static IncomingRequest incoming(ServerCall<?, ?> call, Metadata headers) {
    Object peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return new IncomingRequest(
        name -> values(headers, name),
        "POST",
        "/" + call.getMethodDescriptor().getFullMethodName(),
        peer instanceof InetSocketAddress address
            ? Optional.of(address.getAddress().getHostAddress())
            : Optional.empty());
  }

  private static List<String> values(Metadata headers, String name) {
    List<String> values = new ArrayList<>();
    Iterable<String> found = headers.getAll(key(name));
    if (found != null) {
      found.forEach(values::add);
    }
    return values;
  }

  private static Status status(HttpDecision.Refused refused) {
    Status status =
        switch (refused.status()) {
          case 401 -> Status.UNAUTHENTICATED;
          case 403 -> Status.PERMISSION_DENIED;
          case 429 -> Status.RESOURCE_EXHAUSTED;
          case 503 -> Status.UNAVAILABLE;
          default -> Status.INTERNAL;
        };
    return status.withDescription(refused.problem().detail());
  }

  private static Metadata trailers(HttpDecision.Refused refused) {
    Metadata trailers = new Metadata();
    refused.response().headers().stream()
        .filter(header -> header.name().equals("Retry-After"))
        .forEach(header -> trailers.put(PUSHBACK, header.value() + "000"));
    return trailers;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
