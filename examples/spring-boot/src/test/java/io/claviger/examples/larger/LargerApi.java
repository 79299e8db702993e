package io.claviger.examples.larger;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A part of the API that old keys may use too. */
@RestController
class LargerApi {
  @GetMapping("/reports/tenant")
  String tenant(Authentication key) {
    return LargerSetup.tenant(key).value();
  }
}
