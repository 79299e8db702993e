package io.claviger.spring;

import io.claviger.model.StoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Shows why the application did not start: a bad property, or a failed check of the store. */
final class StartFailureAnalyzer implements FailureAnalyzer {
  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof StartException) {
        return analysis(each, "Correct the property, and start again.");
      }
      if (each instanceof StoreException) {
        return analysis(each, "Correct what the description names, and start again.");
      }
    }
    return null;
  }

  private static FailureAnalysis analysis(Throwable cause, String action) {
    return new FailureAnalysis("API keys: " + cause.getMessage(), action, cause);
  }
}
