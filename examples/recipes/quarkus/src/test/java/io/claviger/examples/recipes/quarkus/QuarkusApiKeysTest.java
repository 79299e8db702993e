package io.claviger.examples.recipes.quarkus;

import io.claviger.http.access.HttpAccess;
import io.claviger.test.http.HttpAdapterContract;
import io.claviger.test.http.RunningServer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;

/** Quarkus starts once, and takes another access while it runs. */
@QuarkusTest
class QuarkusApiKeysTest extends HttpAdapterContract {
  @TestHTTPResource URI uri;

  @Override
  protected RunningServer start(HttpAccess access) {
    CurrentAccess.set(access);
    return new RunningServer(uri, () -> {});
  }
}
