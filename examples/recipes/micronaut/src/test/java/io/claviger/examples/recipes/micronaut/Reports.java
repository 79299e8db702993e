package io.claviger.examples.recipes.micronaut;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;

/** The application of the contract. */
@Controller(produces = MediaType.TEXT_PLAIN)
@Secured(SecurityRule.IS_AUTHENTICATED)
class Reports {
  @Get("/reports{/id}")
  @Secured("reports.read")
  HttpResponse<String> read(Authentication caller) {
    String name = MicronautApiKeys.principal(caller).getName();
    // Without a length, Micronaut closes the connection after a HEAD request.
    return HttpResponse.ok(name).contentLength(name.length());
  }

  @Post(value = "/reports", consumes = MediaType.TEXT_PLAIN)
  @Secured("reports.write")
  String write(@Body String text, Authentication caller) {
    return MicronautApiKeys.principal(caller).getName();
  }

  @Get("/fail")
  String fail() {
    throw new IllegalStateException("fails on purpose");
  }
}
