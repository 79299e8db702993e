package io.claviger.spring.autoconfigure;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.convert.ConversionFailedException;

/**
 * Explains a property that Spring Boot cannot bind. Spring Boot itself would show the value of a
 * pepper, also if the name of the property is mistyped.
 */
final class BadProperty {
  private static final ConfigurationPropertyName ALL = ConfigurationPropertyName.of("claviger");

  private static final List<ConfigurationPropertyName> PEPPERS =
      List.of(
          ConfigurationPropertyName.of("claviger.peppers"),
          ConfigurationPropertyName.of("claviger.oauth.peppers"));

  private BadProperty() {}

  /** Returns empty for properties of others. */
  static Optional<FailureAnalysis> explain(BindException binding) {
    return peppersOf(binding)
        .map(
            peppers ->
                analysis(
                    "property " + peppers + " cannot be read; its value is not shown",
                    "Set " + peppers + ".1 to hex digits, or to file: and a path, and start again"))
        .or(() -> isOurs(binding.getName()) ? ofLibrary(binding) : Optional.empty());
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

  private static boolean isOurs(ConfigurationPropertyName name) {
    return ALL.equals(name) || ALL.isAncestorOf(name);
  }

  private static Optional<FailureAnalysis> ofLibrary(BindException binding) {
    if (binding.getCause() instanceof UnboundConfigurationPropertiesException unknown) {
      String names =
          unknown.getUnboundProperties().stream()
              .map(each -> each.getName().toString())
              .collect(joining(", "));
      return Optional.of(
          analysis("there is no property " + names, "Correct the name, or remove " + names));
    }
    ConversionFailedException failed = null;
    for (Throwable each = binding; each != null; each = each.getCause()) {
      failed = each instanceof ConversionFailedException deeper ? deeper : failed;
    }
    return Optional.ofNullable(failed).map(each -> ofValue(binding.getName().toString(), each));
  }

  private static FailureAnalysis ofValue(String property, ConversionFailedException failed) {
    Class<?> type = failed.getTargetType().getObjectType();
    @Nullable Object[] constants = type.getEnumConstants();
    String rule =
        constants == null
            ? "a value of type " + type.getSimpleName()
            : "one of " + Arrays.stream(constants).map(BadProperty::text).collect(joining(", "));
    return analysis(
        "property " + property + " has the value \"" + failed.getValue() + "\"",
        "Set " + property + " to " + rule);
  }

  private static String text(@Nullable Object constant) {
    return String.valueOf(constant).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Has no cause, which would show the value in the log of the debug level. */
  private static FailureAnalysis analysis(String description, String action) {
    return new FailureAnalysis("API keys: " + description, action + ".", null);
  }
}
