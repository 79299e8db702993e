package io.claviger.access;

/** What {@link Authenticator} found out: {@link Authenticated} or {@link Rejected}. */
public sealed interface Authentication permits Authenticated, Rejected {}
