package io.claviger.spring.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.claviger.ApiKeys;
import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.NewOrganization;
import io.claviger.model.OrganizationQuery;
import io.claviger.spring.autoconfigure.ClavigerAutoConfiguration;
import io.claviger.spring.autoconfigure.ClavigerTransactionAutoConfiguration;
import io.claviger.spring.transaction.TransactionalClaviger;
import io.claviger.store.jdbc.embedded.EmbeddedApiKeyStore;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The stores: their pools, their tables and their checks. */
class StoreStartTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  ClavigerAutoConfiguration.class, ClavigerTransactionAutoConfiguration.class));

  private static HikariDataSource pool() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
    return pool;
  }

  @Test
  void thePoolGivesUpHangingConnectionsAfterASecond() {
    try (HikariDataSource pool = pool()) {
      runner
          .withBean(DataSource.class, () -> pool)
          .run(
              context -> {
                assertThat(context).hasSingleBean(TransactionalClaviger.class);
                assertThat(pool.getValidationTimeout()).isEqualTo(1000);
              });
    }
    try (HikariDataSource pool = pool()) {
      runner
          .withBean(DataSource.class, () -> pool)
          .withPropertyValues("spring.datasource.hikari.validation-timeout=5000")
          .run(context -> assertThat(pool.getValidationTimeout()).isEqualTo(5000));
    }
  }

  @Test
  void aPoolWithoutAutoCommitAndAProxyAroundItAreUnderstood() {
    try (HikariDataSource pool = pool()) {
      pool.setAutoCommit(false);
      runner
          .withBean(DataSource.class, () -> new TransactionAwareDataSourceProxy(pool))
          .run(
              context ->
                  assertThat(
                          context
                              .getBean(Claviger.class)
                              .actingAs(Caller.application("test"))
                              .createOrganization(NewOrganization.named("Acme")))
                      .isNotNull());
    }
  }

  @Test
  void oneOfSeveralDataSourcesIsNamed() {
    ApplicationContextRunner two =
        runner
            .withBean("first", DataSource.class, StoreStartTest::pool)
            .withBean("second", DataSource.class, StoreStartTest::pool);
    two.run(
        context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("first, second")
                .hasMessageContaining("claviger.data-source"));
    two.withPropertyValues("claviger.data-source=third")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("claviger.data-source is third")
                    .hasMessageContaining("first, second"));
    two.withPropertyValues("claviger.data-source=second")
        .run(
            context -> {
              DataSource second = context.getBean("second", DataSource.class);
              ApiKeys keys =
                  context.getBean(TransactionalClaviger.class).actingAs(Caller.application("test"));
              new TransactionTemplate(new JdbcTransactionManager(second))
                  .executeWithoutResult(
                      status -> {
                        keys.createOrganization(NewOrganization.named("Acme"));
                        status.setRollbackOnly();
                      });
              assertThat(keys.listOrganizations(OrganizationQuery.first(1)).items()).isEmpty();
            });
  }

  @Test
  void aFailedCheckStopsTheStartWithItsMessage() {
    runner
        .withBean(DataSource.class, StoreStartTest::pool)
        .withPropertyValues("claviger.schema=check")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("Schema.migrate"));
    runner
        .withBean(DataSource.class, StoreStartTest::pool)
        .withPropertyValues("claviger.schema=none", "claviger.cache.enabled=false")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void aPoolThatIsTooSmallForTheCacheIsRefused() {
    runner
        .withBean(DataSource.class, StoreStartTest::smallPool)
        .run(context -> assertThat(context).hasFailed());
    runner
        .withBean(DataSource.class, StoreStartTest::smallPool)
        .withPropertyValues("claviger.cache.concurrent-loads=1")
        .run(context -> assertThat(context).hasNotFailed());
  }

  private static HikariDataSource smallPool() {
    HikariDataSource pool = pool();
    pool.setMaximumPoolSize(4);
    pool.setConnectionTimeout(500);
    return pool;
  }

  /** It forgets settings when it is closed. In memory, the starter sets the option. */
  @Test
  void anH2FileOfTheApplicationNeedsAnOptionInItsUrl(@TempDir Path folder) {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl("jdbc:h2:file:" + folder.resolve("app"));
      runner
          .withBean(DataSource.class, () -> pool)
          .run(
              context ->
                  assertThat(context)
                      .getFailure()
                      .rootCause()
                      .hasMessageContaining("open it with OPTIMIZE_REUSE_RESULTS=FALSE"));
    }
  }

  @Test
  void anH2FileIsAStoreOfItsOwn(@TempDir Path folder) {
    runner
        .withPropertyValues("claviger.store=h2", "claviger.h2-file=" + folder.resolve("keys"))
        .run(
            context -> {
              assertThat(context).hasSingleBean(EmbeddedApiKeyStore.class);
              assertThat(context).doesNotHaveBean(DataSource.class);
              assertThat(folder.resolve("keys.mv.db")).exists();
            });
  }

  @Test
  void aLazyApplicationOpensAndChecksItsStoreAtTheStart() {
    runner
        .withInitializer(
            context ->
                context.addBeanFactoryPostProcessor(
                    new LazyInitializationBeanFactoryPostProcessor()))
        .withPropertyValues("claviger.store=memory")
        .run(
            context -> assertThat(context.getBeanFactory().containsSingleton("claviger")).isTrue());
  }

  @Test
  void theStoreWaitsForTheMigrationsOfTheApplication() {
    runner
        .withUserConfiguration(Migrations.class)
        .withPropertyValues("claviger.schema=check")
        .run(context -> assertThat(context).hasNotFailed());
  }

  /** Makes the tables itself, when somebody depends on that. */
  @Configuration(proxyBeanMethods = false)
  @Import(DatabaseInitializationDependencyConfigurer.class)
  static class Migrations {
    @Bean
    DataSource dataSource() {
      return pool();
    }

    @Bean
    @Lazy
    DataSourceScriptDatabaseInitializer scripts(DataSource dataSource) {
      DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
      settings.setMode(DatabaseInitializationMode.ALWAYS);
      settings.setSchemaLocations(List.of("classpath*:META-INF/claviger/schema/h2/*.sql"));
      return new DataSourceScriptDatabaseInitializer(dataSource, settings);
    }
  }
}
