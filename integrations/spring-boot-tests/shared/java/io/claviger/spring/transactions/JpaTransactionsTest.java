package io.claviger.spring.transactions;

import jakarta.persistence.EntityManager;

/** Keys and entities in transactions of JPA. */
class JpaTransactionsTest extends TransactionTests {
  @Override
  String[] properties() {
    return new String[] {
      "claviger.store",
      "jdbc",
      "spring.datasource.url",
      url(),
      "spring.jpa.hibernate.ddl-auto",
      "update"
    };
  }

  @Override
  void insert(String name) {
    application.bean(EntityManager.class).persist(new Tenant(name));
  }

  @Override
  int rows() {
    return application
        .bean(EntityManager.class)
        .createQuery("from Tenant", Tenant.class)
        .getResultList()
        .size();
  }
}
