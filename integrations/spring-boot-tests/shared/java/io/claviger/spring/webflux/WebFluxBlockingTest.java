package io.claviger.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.claviger.access.RequestLimiter;
import io.claviger.spring.support.TestApplication;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** No thread of Reactor or Netty waits for a key. */
class WebFluxBlockingTest {
  private static final List<Throwable> BLOCKED = new CopyOnWriteArrayList<>();

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @RestController
  static class Application {
    @Bean
    RequestLimiter slow() {
      return (key, address) -> {
        LockSupport.parkNanos(1_000_000);
        return Optional.empty();
      };
    }

    /** Is what filters of an application pass to its controllers. */
    @Bean
    WebFilter tenant() {
      return (exchange, chain) ->
          chain.filter(exchange).contextWrite(context -> context.put("tenant", "acme"));
    }

    @GetMapping("/tenant")
    Mono<String> tenantOf(Principal key) {
      return Mono.deferContextual(
          context ->
              ReactiveSecurityContextHolder.getContext()
                  .map(SecurityContext::getAuthentication)
                  .map(sender -> context.get("tenant") + " " + sender.equals(key)));
    }

    @GetMapping("/reports")
    Mono<String> reports() {
      return Mono.just("42 reports");
    }

    @GetMapping("/thread")
    Mono<String> thread() {
      return Mono.just(Thread.currentThread().getName());
    }
  }

  private static void watch() {
    assumeTrue(
        ManagementFactory.getRuntimeMXBean()
            .getInputArguments()
            .contains("-XX:+AllowRedefinitionToAddDeleteMethods"),
        "BlockHound needs this option of the JVM");
    BlockHound.builder()
        .loadIntegrations()
        .blockingMethodCallback(method -> BLOCKED.add(new BlockingOperationError(method)))
        .install();
    BLOCKED.clear();
  }

  @Test
  void theWatchSeesAThreadThatWaits() {
    watch();
    Mono.fromRunnable(() -> LockSupport.parkNanos(1_000_000))
        .subscribeOn(Schedulers.parallel())
        .block();
    assertThat(BLOCKED).isNotEmpty();
  }

  /** Each key is looked up in the database, and the limiter of the application waits. */
  @Test
  void noRequestHoldsAThreadThatMustNotWait() throws Exception {
    watch();
    try (TestApplication running =
        WebFluxApplications.start(
            Application.class, "claviger.store", "jdbc", "claviger.cache.enabled", "false")) {
      String token = TestApplication.token(running.key("ORG_READ_ONLY"));
      running.get("/reports", "X-API-Key", token); // loads classes
      running.get("/reports");
      BLOCKED.clear();
      assertThat(running.get("/reports", "X-API-Key", token).statusCode()).isEqualTo(200);
      assertThat(running.get("/reports", "X-API-Key", "bad").statusCode()).isEqualTo(401);
      assertThat(running.get("/reports").statusCode()).isEqualTo(401);
      assertThat(BLOCKED).isEmpty();
    }
  }

  @Test
  void controllersDoNotUseUpTheThreadsOfTheStarter() throws Exception {
    try (TestApplication running = WebFluxApplications.start(Application.class)) {
      String token = TestApplication.token(running.key("ORG_READ_ONLY"));
      assertThat(running.get("/thread", "X-API-Key", token).body()).startsWith("parallel-");
      assertThat(running.get("/tenant", "X-API-Key", token).body()).isEqualTo("acme true");
    }
  }

  /** Its limiter waits until the end of a test. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @RestController
  static class Waiting {
    final CountDownLatch end = new CountDownLatch(1);

    @Bean
    RequestLimiter waiting() {
      return (key, address) -> {
        try {
          end.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        return Optional.empty();
      };
    }

    @GetMapping("/reports")
    Mono<String> reports() {
      return Mono.just("42 reports");
    }
  }

  /** 200 run, and 1,000 wait. A request that needs no key needs no thread. */
  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void requestsBeyondTheBoundAreUnavailableAtOnce(CapturedOutput log) throws Exception {
    try (TestApplication running = WebFluxApplications.start(Waiting.class)) {
      String token = TestApplication.token(running.key("ORG_READ_ONLY"));
      HttpHandler server = WebHttpHandlerBuilder.applicationContext(running.context()).build();
      List<CompletableFuture<MockServerHttpResponse>> accepted =
          Stream.generate(() -> sent(server, token)).limit(1200).toList();
      HttpResponse<String> refused = running.get("/reports", "X-API-Key", token);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().allValues("Retry-After")).containsExactly("1");
      assertThat(refused.headers().allValues("Content-Type"))
          .containsExactly("application/problem+json");
      assertThat(log).containsOnlyOnce("too many requests wait").doesNotContain("StoreException");
      assertThat(running.get("/actuator/health").statusCode()).isEqualTo(200);
      running.bean(Waiting.class).end.countDown();
      for (CompletableFuture<MockServerHttpResponse> each : accepted) {
        assertThat(each.get(1, TimeUnit.MINUTES).getBodyAsString().block()).isEqualTo("42 reports");
      }
    }
  }

  private static CompletableFuture<MockServerHttpResponse> sent(HttpHandler server, String token) {
    MockServerHttpRequest request =
        MockServerHttpRequest.get("/reports")
            .remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000))
            .header("X-API-Key", token)
            .build();
    MockServerHttpResponse response = new MockServerHttpResponse();
    return server.handle(request, response).thenReturn(response).toFuture();
  }
}
