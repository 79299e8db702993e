package io.claviger.atlas.tls;

import java.nio.file.Path;

/**
 * The files with the identity of the server, in PEM.
 *
 * @param certificate the certificate of the server, followed by those that certify it
 * @param key its private key in PKCS#8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {}
