package io.claviger.spring;

import io.claviger.model.StoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Shows why the application did not start: a bad property, or a failed check of the store. Comes
 * before the analyzer of Spring Boot for properties, which would show the value of a pepper.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureAnalyzer implements FailureAnalyzer {
  private static final ConfigurationPropertyName PEPPERS =
      ConfigurationPropertyName.of("claviger.peppers");

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof StartException) {
        return analysis(each, "Correct the property, and start again.");
      }
      if (each instanceof BindException binding && isOfPeppers(binding)) {
        return new FailureAnalysis(
            "API keys: property claviger.peppers cannot be read; its value is not shown",
            "Set claviger.peppers.1 to hex digits, or to file: and a path, and start again.",
            null);
      }
      if (each instanceof StoreException) {
        return analysis(each, "Correct what the description names, and start again.");
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

  private static FailureAnalysis analysis(Throwable cause, String action) {
    return new FailureAnalysis("API keys: " + cause.getMessage(), action, cause);
  }
}
