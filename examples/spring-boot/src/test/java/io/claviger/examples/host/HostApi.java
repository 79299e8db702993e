package io.claviger.examples.host;

import io.claviger.examples.saas.TenantUser;
import io.claviger.model.KeyFilter;
import io.claviger.model.NewApiKey;
import io.claviger.model.Role;
import io.claviger.spring.TransactionalClaviger;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Management of keys as JSON, and a part of the API that old keys may use too. */
@RestController
class HostApi {
  private final TransactionalClaviger claviger;

  HostApi(TransactionalClaviger claviger) {
    this.claviger = claviger;
  }

  record Wanted(String description, String role) {}

  @GetMapping("/manage/keys")
  List<KeyJson> list(@AuthenticationPrincipal TenantUser user) {
    return claviger.actingAs(user.caller()).stream(user.organization(), KeyFilter.all())
        .map(KeyJson::of)
        .toList();
  }

  @PostMapping("/manage/keys")
  KeyJson create(@AuthenticationPrincipal TenantUser user, @RequestBody Wanted wanted) {
    NewApiKey request = NewApiKey.of(wanted.description(), new Role(wanted.role()));
    return KeyJson.of(
        claviger.actingAs(user.caller()).create(user.organization(), request).apiKey());
  }

  @GetMapping("/reports/tenant")
  String tenant(Authentication key) {
    return HostGlue.tenant(key).value();
  }
}
