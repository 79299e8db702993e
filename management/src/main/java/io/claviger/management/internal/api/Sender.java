package io.claviger.management.internal.api;

import io.claviger.access.Caller;
import io.claviger.http.ClientAddress;

/**
 * Who sends a request, and from where.
 *
 * @param address the client, as the trusted proxies tell
 * @param addressMayBeOfProxy whether a header of proxies came from a peer that is not trusted
 */
public record Sender(Caller caller, ClientAddress address, boolean addressMayBeOfProxy) {}
