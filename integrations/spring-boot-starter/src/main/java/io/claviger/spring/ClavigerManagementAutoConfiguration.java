package io.claviger.spring;

import io.claviger.Claviger;
import io.claviger.http.access.HttpAccess;
import io.claviger.management.ManagementHandler;
import io.claviger.management.ManagementHandlerBuilder;
import io.claviger.management.spi.CallerSource;
import io.claviger.management.spi.DisplayNames;
import io.claviger.servlet.ManagementServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * Serves the management of keys below {@code claviger.management.path}, if it is set. A bean {@code
 * CallerSource<HttpServletRequest>} of the application says which user is logged in, and a bean
 * {@link DisplayNames} may name roles and projects. Keys present themselves as to the {@link
 * HttpAccess}.
 *
 * <p>A chain of Spring Security must let all requests below the path through, since the handler
 * judges them.
 */
@AutoConfiguration(after = ClavigerHttpAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Conditional(ManagementPath.class)
public final class ClavigerManagementAutoConfiguration {
  @Bean
  static BeanFactoryPostProcessor clavigerManagementCheck() {
    return beans -> {
      require(OptionalType.MANAGEMENT, "io.claviger:claviger-management");
      require(OptionalType.SPRING_MVC, "org.springframework:spring-webmvc");
    };
  }

  private static void require(OptionalType type, String artifact) {
    if (!type.isPresent()) {
      throw StartException.inProperty(ManagementPath.PROPERTY, "needs the dependency " + artifact);
    }
  }

  /** Is loaded only if the application has both modules. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({ManagementHandler.class, SimpleUrlHandlerMapping.class})
  static final class Mounted {
    /** Comes before the controllers of the application, which may take every path. */
    private static final int ORDER = -1;

    @Bean
    @ConditionalOnMissingBean
    ManagementHandler clavigerManagement(
        Claviger claviger, ClavigerProperties properties, ListableBeanFactory beans) {
      ManagementHandlerBuilder builder =
          ManagementHandler.builder(claviger).proxies(KeyRules.proxies(properties.http()));
      beans.getBeanProvider(HttpAccess.class).ifAvailable(builder::access);
      beans.getBeanProvider(DisplayNames.class).ifAvailable(builder::names);
      return builder.build();
    }

    @Bean
    SimpleUrlHandlerMapping clavigerManagementMapping(
        ClavigerProperties properties,
        ManagementHandler handler,
        ObjectProvider<CallerSource<HttpServletRequest>> callers) {
      String path = ManagementPath.of(properties);
      CallerSource<HttpServletRequest> source = callers.getIfAvailable();
      if (source == null) {
        throw StartException.inProperty(
            ManagementPath.PROPERTY,
            "needs a bean CallerSource<HttpServletRequest> of the application, which says which"
                + " user is logged in; for keys only, it returns Optional.empty()");
      }
      ManagementServlet servlet = new ManagementServlet(handler, source);
      return new SimpleUrlHandlerMapping(
          Map.of(path + "/**", new ManagementRequestHandler(path, servlet)), ORDER);
    }
  }
}
