package io.claviger.spring.autoconfigure;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Keeps Spring Boot from opening a second database in memory because it finds the H2 of the store
 * h2. An application with another data source names it in {@code spring.datasource}.
 */
final class EmbeddedDatabaseFilter implements AutoConfigurationImportFilter, EnvironmentAware {
  private static final Set<String> DATA_SOURCES =
      Set.of(
          "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
          "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");

  private Environment environment = new StandardEnvironment();

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
    boolean ownStore = environment.getProperty("claviger.store", "").equalsIgnoreCase("h2");
    boolean named =
        environment.containsProperty("spring.datasource.url")
            || environment.containsProperty("spring.datasource.jndi-name");
    boolean[] kept = new boolean[configurations.length];
    for (int i = 0; i < kept.length; i++) {
      String name = configurations[i];
      kept[i] = name == null || !ownStore || named || !DATA_SOURCES.contains(name);
    }
    return kept;
  }
}
