package io.claviger.spring.reports;

import io.claviger.Claviger;
import io.claviger.access.Caller;
import io.claviger.model.IssuedApiKey;
import io.claviger.model.NewApiKey;
import io.claviger.model.NewOrganization;
import io.claviger.model.Role;
import io.claviger.spi.OwnerDirectory;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

@Component
@Profile("demo")
public class FirstKey implements CommandLineRunner {
  private final Claviger claviger;

  FirstKey(Claviger claviger) {
    this.claviger = claviger;
  }

  @Bean
  static OwnerDirectory owners() {
    return organization -> true; // users of the application own each organization
  }

  @Override
  public void run(String... arguments) {
    var keys = claviger.actingAs(Caller.application("setup"));
    var acme =
        keys.createOrganization(NewOrganization.named("Acme").withoutKey()).organization().id();
    IssuedApiKey reader = keys.create(acme, NewApiKey.of("export", new Role("REPORT_READER")));
    System.out.println("token: " + reader.privateKey().reveal()); // no other result contains it
  }
}
