package io.claviger.examples.host;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A part of the API that old keys may use too. */
@RestController
class HostApi {
  @GetMapping("/reports/tenant")
  String tenant(Authentication key) {
    return HostGlue.tenant(key).value();
  }
}
