package io.claviger.spring.autoconfigure;

import io.claviger.model.StoreException;
import io.claviger.spring.internal.start.StartException;
import io.claviger.spring.internal.webflux.BlockingCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Shows why the application did not start: a bad property, a failed check of the store, or a {@code
 * TransactionalClaviger} that the store cannot have. Comes before the analyzer of Spring Boot for
 * properties, which would show the value of a pepper.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureAnalyzer implements FailureAnalyzer {
  /** For a call of the application itself at the start. */
  private static final String STORE =
      "Correct it in the database, or in the DataSource (spring.datasource). The tables are created"
          + " by claviger.schema=migrate";

  private final Environment environment;
  private final BeanFactory beans;

  StartFailureAnalyzer(Environment environment, BeanFactory beans) {
    this.environment = environment;
    this.beans = beans;
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof BindException binding) {
        return BadProperty.explain(binding).orElse(null);
      }
      if (each instanceof StartException start) {
        return analysis(start.description(), start.action(), start);
      }
      if (each instanceof StoreException) {
        return analysis(String.valueOf(each.getMessage()), STORE, each);
      }
      if (each instanceof NoSuchBeanDefinitionException missing && isTransactional(missing)) {
        return withoutTransactions(missing);
      }
    }
    return null;
  }

  /** Shows also what the causes say, such as the driver of the database. */
  private static FailureAnalysis analysis(String description, String action, Throwable failure) {
    StringBuilder text = new StringBuilder("API keys: ").append(description);
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      String said = cause.getMessage();
      if (said != null && text.indexOf(said) < 0) {
        text.append("\n  caused by: ").append(said);
      }
    }
    return new FailureAnalysis(text.toString(), action + ".", failure);
  }

  /** Compares names, since the class needs those of Spring's transactions. */
  private static boolean isTransactional(NoSuchBeanDefinitionException missing) {
    return String.valueOf(missing.getResolvableType())
        .equals("io.claviger.spring.transaction.TransactionalClaviger");
  }

  private FailureAnalysis withoutTransactions(NoSuchBeanDefinitionException missing) {
    if (beans.containsBean(BlockingCalls.BEAN)) {
      return new FailureAnalysis(
          "API keys: there is no TransactionalClaviger in an application on WebFlux, since the"
              + " transactions of its store are bound to threads",
          "Inject Claviger, and call it where a thread may block, such as on"
              + " Schedulers.boundedElastic().",
          missing);
    }
    String store = environment.getProperty("claviger.store", "jdbc");
    return store.equalsIgnoreCase("h2")
        ? new FailureAnalysis(
            "API keys: there is no TransactionalClaviger, since claviger.store is h2: its file"
                + " takes part in no transaction of the application",
            "Inject Claviger, or keep the keys in the DataSource, with claviger.store=jdbc.",
            missing)
        : new FailureAnalysis(
            "API keys: there is no TransactionalClaviger, although claviger.store is "
                + (store + ": spring-jdbc is missing, or the application has an ApiKeyStore or a")
                + " Claviger of its own",
            "Add spring-jdbc, or declare a bean: new TransactionalClaviger(claviger, dataSource),"
                + " with the DataSource of your store.",
            missing);
  }
}
