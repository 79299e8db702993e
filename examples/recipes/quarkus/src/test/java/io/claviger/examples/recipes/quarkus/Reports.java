package io.claviger.examples.recipes.quarkus;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The application of the contract. */
@Path("/")
@Authenticated
public class Reports {
  @Inject SecurityIdentity caller;

  @GET
  @Path("reports")
  @RolesAllowed("reports.read")
  public String read() {
    return caller.getPrincipal().getName();
  }

  @GET
  @Path("reports/{name}")
  @RolesAllowed("reports.read")
  public String readOne() {
    return caller.getPrincipal().getName();
  }

  @POST
  @Path("reports")
  @RolesAllowed("reports.write")
  public String write(String text) {
    return caller.getPrincipal().getName();
  }

  @GET
  @Path("fail")
  public String fail() {
    throw new IllegalStateException("fails on purpose");
  }
}
