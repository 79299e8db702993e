package io.claviger.access;

/** The result of an {@link Authenticator}: {@link Authenticated} or {@link Rejected}. */
public sealed interface AuthenticationResult permits Authenticated, Rejected {}
