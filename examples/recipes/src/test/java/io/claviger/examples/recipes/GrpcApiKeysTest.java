package io.claviger.examples.recipes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.claviger.http.access.HttpAccess;
import io.claviger.model.Permission;
import io.claviger.model.Role;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrpcApiKeysTest {
  private static final MethodDescriptor<String, String> LIST = method("List");
  private static final MethodDescriptor<String, String> WRITE = method("Write");
  private static final Metadata.Key<String> PUSHBACK = key("grpc-retry-pushback-ms");

  private Optional<Duration> wait = Optional.empty();
  private final Keys keys = new Keys((key, address) -> wait);
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    HttpAccess access = keys.access();
    Permission write = new Permission("reports.write");
    Map<String, Permission> permissions = Map.of("Reports/List", new Permission("reports.read"));
    ServerInterceptor apiKeys =
        new GrpcApiKeys(
            access, method -> permissions.getOrDefault(method.getFullMethodName(), write));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(loopback, 0))
            .intercept(apiKeys)
            .addService(reports())
            .build()
            .start();
    channel =
        NettyChannelBuilder.forAddress(new InetSocketAddress(loopback, server.getPort()))
            .usePlaintext()
            .build();
  }

  @AfterEach
  void stop() throws InterruptedException {
    channel.shutdownNow();
    server.shutdownNow().awaitTermination(20, SECONDS);
    keys.close();
  }

  @Test
  void aServiceKnowsTheKey() {
    String token = keys.token(Role.ORG_READ_ONLY, "127.0.0.0/8", "::1/128");
    String name = call(LIST, token);
    assertEquals(24, name.length(), name);
  }

  @Test
  void aCallWithoutAValidKeyIsUnauthenticated() {
    assertRefused(Status.Code.UNAUTHENTICATED, LIST, "unknown");
    StatusRuntimeException none =
        assertThrows(
            StatusRuntimeException.class,
            () -> ClientCalls.blockingUnaryCall(channel, LIST, CallOptions.DEFAULT, "text"));
    assertEquals(Status.Code.UNAUTHENTICATED, none.getStatus().getCode());
  }

  @Test
  void aMethodRequiresItsPermissionAndTheAddressMustBeAdmitted() {
    assertRefused(Status.Code.PERMISSION_DENIED, WRITE, keys.token(Role.ORG_READ_ONLY));
    assertRefused(
        Status.Code.PERMISSION_DENIED, LIST, keys.token(Role.ORG_READ_ONLY, "192.0.2.9/32"));
    call(WRITE, keys.token(Role.ORG_OWNER));
  }

  @Test
  void theLimiterAndAFailedStoreSayWhenToRetry() {
    String token = keys.token(Role.ORG_READ_ONLY);
    wait = Optional.of(Duration.ofMillis(1001));
    assertEquals("2000", assertRefused(Status.Code.RESOURCE_EXHAUSTED, LIST, token).get(PUSHBACK));
    keys.breakStore();
    assertEquals("1000", assertRefused(Status.Code.UNAVAILABLE, LIST, token).get(PUSHBACK));
  }

  private Metadata assertRefused(
      Status.Code code, MethodDescriptor<String, String> method, String token) {
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> call(method, token));
    assertEquals(code, refused.getStatus().getCode(), refused::getMessage);
    return refused.getTrailers();
  }

  private String call(MethodDescriptor<String, String> method, String token) {
    Metadata headers = new Metadata();
    headers.put(key("authorization"), "Bearer " + token);
    return ClientCalls.blockingUnaryCall(
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
        method,
        CallOptions.DEFAULT,
        "text");
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private static ServerServiceDefinition reports() {
    ServerCalls.UnaryMethod<String, String> name =
        (request, response) -> {
          response.onNext(GrpcApiKeys.PRINCIPAL.get().getName());
          response.onCompleted();
        };
    return ServerServiceDefinition.builder("Reports")
        .addMethod(LIST, ServerCalls.asyncUnaryCall(name))
        .addMethod(WRITE, ServerCalls.asyncUnaryCall(name))
        .build();
  }

  private static MethodDescriptor<String, String> method(String name) {
    return MethodDescriptor.<String, String>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName("Reports/" + name)
        .setRequestMarshaller(new Text())
        .setResponseMarshaller(new Text())
        .build();
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
