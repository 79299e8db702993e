package io.claviger.spring.internal.servlet;

import io.claviger.spring.internal.start.OptionalType;
import io.claviger.spring.security.ApiKeyAuthentication;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Passes the requests below a path of Spring MVC to a servlet. */
public final class MountedServlet implements HttpRequestHandler {
  /** Comes before controllers and functional routes of the application, which may take all. */
  private static final int ORDER = -2;

  private final String path;
  private final HttpServlet servlet;
  private final boolean secured = OptionalType.SECURITY.isPresent();

  public MountedServlet(String path, HttpServlet servlet) {
    this.path = path;
    this.servlet = servlet;
  }

  public SimpleUrlHandlerMapping mapping() {
    return new SimpleUrlHandlerMapping(Map.of(path + "/**", this), ORDER);
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    servlet.service(new Mapped(request), response);
  }

  /** The request as a servlet sees it that is mapped to the path. */
  private final class Mapped extends HttpServletRequestWrapper {
    Mapped(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getServletPath() {
      boolean below = getHttpServletMapping().getMappingMatch() == MappingMatch.PATH;
      return below ? super.getServletPath() + path : path;
    }

    /** Returns the principal of a key itself, which Spring Security wraps. */
    @Override
    public @Nullable Principal getUserPrincipal() {
      Principal user = super.getUserPrincipal();
      return secured && user instanceof ApiKeyAuthentication key ? key.getPrincipal() : user;
    }
  }
}
