package io.claviger.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The application of the contract, and one path for each kind of dispatch. */
public final class TestApplication implements ServletContainerInitializer {
  /** The path of the page that the containers show for errors. */
  public static final String ERROR_PAGE = "/error";

  private final List<ApiKeyFilter> filters;

  TestApplication(ApiKeyFilter... filters) {
    this.filters = List.of(filters);
  }

  /** A servlet that answers every method but HEAD alike. */
  private interface Answer {
    void to(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException;
  }

  @Override
  public void onStartup(Set<Class<?>> types, ServletContext context) {
    context
        .addFilter("early", new EarlyFailure())
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/early");
    FilterRegistration.Dynamic defaults = context.addFilter("defaults", new Defaults());
    defaults.setAsyncSupported(true);
    defaults.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    filters.forEach(filter -> filter.register(context, "/*"));
    add(context, TestApplication::reports, "/reports", "/reports/*");
    add(context, TestApplication::who, "/who", ERROR_PAGE);
    add(context, (request, response) -> fail(), "/fail");
    add(context, TestApplication::authenticated, "/authenticated");
    add(context, TestApplication::forward, "/forward");
    add(context, (request, response) -> asynchronous(request.startAsync()), "/async");
    add(
        context,
        (request, response) -> asynchronous(request.startAsync(request, response)),
        "/async-wrapped");
    add(context, (request, response) -> response.sendError(404), "/");
  }

  private static void add(ServletContext context, Answer answer, String... paths) {
    HttpServlet servlet =
        new HttpServlet() {
          private static final long serialVersionUID = 1;

          @Override
          protected void service(HttpServletRequest request, HttpServletResponse response)
              throws ServletException, IOException {
            answer.to(request, response);
          }
        };
    ServletRegistration.Dynamic registration = context.addServlet(paths[0], servlet);
    registration.setAsyncSupported(true);
    registration.addMapping(paths);
  }

  private static void reports(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean post = request.getMethod().equals("POST");
    if (!request.isUserInRole(post ? "reports.write" : "reports.read")) {
      response.sendError(403);
      return;
    }
    request.getInputStream().readAllBytes();
    response.getOutputStream().print(request.getUserPrincipal().getName());
  }

  /** Answers with the kind of dispatch and the user. */
  private static void who(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Principal principal = request.getUserPrincipal();
    response
        .getOutputStream()
        .print(
            request.getDispatcherType()
                + " "
                + request.getRemoteUser()
                + " "
                + request.getAuthType()
                + " "
                + (principal == null ? null : principal.getName()));
  }

  private static void authenticated(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (request.authenticate(response)) {
      who(request, response);
    }
  }

  private static void fail() {
    throw new IllegalStateException("fails on purpose");
  }

  private static void forward(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    request.getRequestDispatcher("/who").forward(request, response);
  }

  private static void asynchronous(AsyncContext async) {
    async.start(() -> async.dispatch("/who"));
  }

  /** Sets a header that a refusal replaces. */
  private static final class Defaults extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      response.setHeader("Cache-Control", "private");
      chain.doFilter(request, response);
    }
  }

  /** Fails before the filter decides. */
  private static final class EarlyFailure extends HttpFilter {
    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException {
      response.sendError(418);
    }
  }
}
