package io.claviger.test.http;

import com.sun.net.httpserver.HttpServer;
import io.claviger.http.access.HttpAccess;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on the server of the JDK, with one fault. {@link ContractBitesTest} runs it. */
@ExtendWith(FaultOfTheRun.class)
class JdkContract extends HttpAdapterContract {
  private final Fault fault;

  JdkContract(Fault fault) {
    this.fault = fault;
  }

  @Override
  protected RunningServer start(HttpAccess access) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext("/", new JdkAdapter(access, fault));
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new RunningServer(
        uri,
        () -> {
          server.stop(0);
          threads.shutdownNow();
        });
  }
}
