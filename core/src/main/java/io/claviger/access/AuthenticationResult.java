package io.claviger.access;

/** What {@link Authenticator} found out: {@link Authenticated} or {@link Rejected}. */
public sealed interface AuthenticationResult permits Authenticated, Rejected {}
