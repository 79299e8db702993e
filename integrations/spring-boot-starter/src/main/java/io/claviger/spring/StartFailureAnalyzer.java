package io.claviger.spring;

import io.claviger.model.StoreException;
import org.jspecify.annotations.Nullable;
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
  private static final ConfigurationPropertyName PEPPERS =
      ConfigurationPropertyName.of("claviger.peppers");

  private final Environment environment;

  StartFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof BindException binding && isOfPeppers(binding)) {
        return new FailureAnalysis(
            "API keys: property claviger.peppers cannot be read; its value is not shown",
            "Set claviger.peppers.1 to hex digits, or to file: and a path, and start again.",
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
  private static boolean isOfPeppers(BindException binding) {
    ConfigurationProperty last = binding.getProperty();
    return isPepper(binding.getName()) || (last != null && isPepper(last.getName()));
  }

  private static boolean isPepper(ConfigurationPropertyName name) {
    return PEPPERS.equals(name) || PEPPERS.isAncestorOf(name);
  }

  /** Compares names, since the class needs those of Spring's transactions. */
  private static boolean isTransactional(NoSuchBeanDefinitionException missing) {
    return String.valueOf(missing.getResolvableType())
        .equals("io.claviger.spring.TransactionalClaviger");
  }

  private FailureAnalysis withoutTransactions(NoSuchBeanDefinitionException missing) {
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
