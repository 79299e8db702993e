package io.claviger.spring.transactions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row of the application. */
@Entity
class Tenant {
  @Id
  @Column(length = 20)
  private String name;

  protected Tenant() {}

  Tenant(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }
}
