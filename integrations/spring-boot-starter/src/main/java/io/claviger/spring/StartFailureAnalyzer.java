package io.claviger.spring;

import io.claviger.model.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
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
  private static final List<ConfigurationPropertyName> PEPPERS =
      List.of(
          ConfigurationPropertyName.of("claviger.peppers"),
          ConfigurationPropertyName.of("claviger.oauth.peppers"));

  private final Environment environment;
  private final BeanFactory beans;

  StartFailureAnalyzer(Environment environment, BeanFactory beans) {
    this.environment = environment;
    this.beans = beans;
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      Optional<ConfigurationPropertyName> peppers =
          each instanceof BindException binding ? peppersOf(binding) : Optional.empty();
      if (peppers.isPresent()) {
        return new FailureAnalysis(
            "API keys: property " + peppers.get() + " cannot be read; its value is not shown",
            "Set " + peppers.get() + ".1 to hex digits, or to file: and a path, and start again.",
            null);
      }
      if (each instanceof StartException || each instanceof StoreException) {
        return new FailureAnalysis(
            "API keys: " + each.getMessage(),
            "Correct what the description names, and start again.",
            each);
      }
      if (each instanceof NoSuchBeanDefinitionException missing && isTransactional(missing)) {
        return withoutTransactions(missing);
      }
    }
    return null;
  }

  /** Looks also at the property that Spring Boot read last, whose value it would show. */
  private static Optional<ConfigurationPropertyName> peppersOf(BindException binding) {
    ConfigurationProperty last = binding.getProperty();
    Stream<ConfigurationPropertyName> names =
        Stream.concat(
            Stream.of(binding.getName()),
            Stream.ofNullable(last).map(ConfigurationProperty::getName));
    return names
        .flatMap(
            name -> PEPPERS.stream().filter(each -> each.equals(name) || each.isAncestorOf(name)))
        .findFirst();
  }

  /** Compares names, since the class needs those of Spring's transactions. */
  private static boolean isTransactional(NoSuchBeanDefinitionException missing) {
    return String.valueOf(missing.getResolvableType())
        .equals("io.claviger.spring.TransactionalClaviger");
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
