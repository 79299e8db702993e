package io.claviger.spring.reports;

import io.claviger.Claviger;
import io.claviger.http.access.ApiKeyPrincipal;
import io.claviger.model.ApiKeyId;
import io.claviger.model.GracePeriod;
import java.time.Duration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class KeyController {
  private final Claviger claviger;

  KeyController(Claviger claviger) {
    this.claviger = claviger;
  }

  @PostMapping("/keys/{id}/rotate")
  String rotate(@AuthenticationPrincipal ApiKeyPrincipal key, @PathVariable("id") ApiKeyId id) {
    GracePeriod anHour = GracePeriod.afterFirstUse(Duration.ofHours(1));
    return claviger
        .actingAs(key.caller())
        .rotate(key.key().organization(), id, anHour)
        .privateKey()
        .reveal();
  }
}
