package io.claviger.spring.transactions;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keys and rows in transactions of JDBC. */
class JdbcTransactionsTest extends TransactionTests {
  @Override
  String[] properties() {
    return new String[] {
      "claviger.store",
      "jdbc",
      "spring.datasource.url",
      url(),
      "spring.autoconfigure.exclude",
      hibernate()
    };
  }

  /** Without JPA, the transaction manager is that of JDBC. */
  private static String hibernate() {
    return String.join(
        ",",
        "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
        "org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration",
        "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
        "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration");
  }

  @Override
  @BeforeEach
  void start() {
    super.start();
    application.bean(JdbcTemplate.class).execute("create table tenant (name varchar(20))");
  }

  @Override
  void insert(String name) {
    application.bean(JdbcTemplate.class).update("insert into tenant values (?)", name);
  }

  @Override
  int rows() {
    return application
        .bean(JdbcTemplate.class)
        .queryForObject("select count(*) from tenant", Integer.class);
  }
}
