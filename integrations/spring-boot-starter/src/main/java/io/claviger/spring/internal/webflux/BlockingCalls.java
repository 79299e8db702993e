package io.claviger.spring.internal.webflux;

import io.claviger.model.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Runs what can block, such as a lookup of a key, beside the threads of a reactive server. Calls
 * beyond those that run and wait are refused at once.
 *
 * <p>A cancelled request gives up a call that waits. It does not interrupt one that runs, since an
 * interrupt closes the file of an H2.
 */
public final class BlockingCalls implements AutoCloseable {
  /** Only an application on WebFlux has it. */
  public static final String BEAN = "clavigerBlockingCalls";

  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor executor;

  /**
   * Starts no thread yet.
   *
   * @param threads how many calls run at once
   * @param waiting how many more wait
   */
  public BlockingCalls(int threads, int waiting) {
    CustomizableThreadFactory factory = new CustomizableThreadFactory("claviger-http-");
    factory.setDaemon(true);
    var queue = new LinkedBlockingQueue<Runnable>(waiting);
    executor =
        new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, queue, factory);
    executor.allowCoreThreadTimeOut(true);
  }

  /**
   * Makes a call. What follows runs on a thread of Reactor that must not block, and not on one of
   * these: code of the application must not use them up.
   */
  public <T> Mono<T> call(Supplier<T> call) {
    return Mono.fromFuture(() -> CompletableFuture.supplyAsync(call, executor))
        .onErrorMap(RejectedExecutionException.class, unused -> full())
        .publishOn(Schedulers.parallel());
  }

  private static StoreException full() {
    return new StoreException(
        StoreException.Kind.UNREACHABLE, "too many requests wait for the store", null);
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
