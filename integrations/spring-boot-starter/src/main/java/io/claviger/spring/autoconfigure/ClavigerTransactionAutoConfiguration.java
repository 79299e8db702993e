package io.claviger.spring.autoconfigure;

import io.claviger.Claviger;
import io.claviger.spring.ClavigerProperties;
import io.claviger.spring.internal.store.KeyDataSource;
import io.claviger.spring.internal.webflux.BlockingCalls;
import io.claviger.spring.transaction.TransactionalClaviger;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Declares the {@link TransactionalClaviger} for keys in the database of the application, and one
 * for tests with keys in memory. Another store of the application can be in another database, so
 * the application declares it then. An application on WebFlux has none: the transactions that it
 * joins are bound to threads.
 */
@AutoConfiguration(after = ClavigerHttpAutoConfiguration.class)
@ConditionalOnClass(DataSourceUtils.class)
@ConditionalOnBean(name = "clavigerStore")
@ConditionalOnMissingBean(name = BlockingCalls.BEAN)
public final class ClavigerTransactionAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty(name = "claviger.store", havingValue = "jdbc", matchIfMissing = true)
  TransactionalClaviger transactionalClaviger(
      Claviger claviger, ClavigerProperties properties, ListableBeanFactory beans) {
    return new TransactionalClaviger(claviger, KeyDataSource.find(properties, beans));
  }

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty(name = "claviger.store", havingValue = "memory")
  TransactionalClaviger clavigerWithoutTransactions(Claviger claviger) {
    return TransactionalClaviger.withoutTransactions(claviger);
  }
}
