package io.claviger.testing.http;

import java.net.URI;

/**
 * A running application that serves access tokens.
 *
 * @param uri the path of the endpoints, without a slash at its end
 * @param id the public key of a client
 * @param secret its private key
 * @param server stops the application
 */
public record MountedOAuth(URI uri, String id, String secret, AutoCloseable server) {}
