package io.claviger.servlet;

import io.claviger.http.access.HttpAccess;
import io.claviger.test.http.HttpAdapterContract;
import io.claviger.test.http.RunningServer;
import jakarta.servlet.ServletContainerInitializer;

/** The contract, with a page for errors that the filter protects too. */
public abstract class FilterContract extends HttpAdapterContract {
  /** Starts a container with this application on a free port of 127.0.0.1. */
  protected abstract RunningServer serve(ServletContainerInitializer application) throws Exception;

  @Override
  protected RunningServer start(HttpAccess access) throws Exception {
    return serve(new TestApplication(ApiKeyFilter.required(access)));
  }
}
