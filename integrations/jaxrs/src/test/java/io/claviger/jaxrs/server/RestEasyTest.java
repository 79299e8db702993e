package io.claviger.jaxrs.server;

class RestEasyTest extends JaxrsContract {
  RestEasyTest() {
    super(new RestEasyServer());
  }
}
