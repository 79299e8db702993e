package io.claviger.jaxrs.server;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;

/** The application of the contract, and a path that is open to all. */
@Path("/")
public class Reports {
  @Context SecurityContext security;

  @GET
  @Path("reports")
  @RolesAllowed("reports.read")
  public String read() {
    return name();
  }

  @GET
  @Path("reports/{name}")
  @RolesAllowed("reports.read")
  public String readOne() {
    return name();
  }

  @POST
  @Path("reports")
  @RolesAllowed("reports.write")
  public String write(String text) {
    return name();
  }

  @GET
  @Path("fail")
  public String fail() {
    throw new IllegalStateException("fails always");
  }

  /** A sub-resource locator, which a server calls while it chooses the resource. */
  @Path("located")
  public Object located() {
    throw new IllegalStateException("the locator ran");
  }

  @GET
  @Path("open")
  public String open() {
    return name();
  }

  /** The server calls the filter only after it found a resource. */
  @GET
  @Path("{other: .*}")
  public String other() {
    throw new NotFoundException();
  }

  private String name() {
    return Optional.ofNullable(security.getUserPrincipal()).map(Principal::getName).orElse("none");
  }
}
