package io.snshub.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the API is served over TLS: by a certificate and its key in PEM files, or by a PKCS#12 file.
 * Files that change are read again. Without either, plain HTTP.
 *
 * @param certificate PEM file with the certificate and the chain behind it
 * @param privateKey PEM file with its private key
 * @param keystore PKCS#12 file with both
 * @param password of the PKCS#12 file, or of the private key
 * @param redirectPort plain HTTP on this port leads to the TLS port; -1: no such port
 */
@ConfigurationProperties("hub.tls")
record TlsSettings(
    @Nullable String certificate,
    @Nullable String privateKey,
    @Nullable String keystore,
    @Nullable String password,
    @DefaultValue("-1") int redirectPort) {

  TlsSettings {
    boolean pem = given(certificate) || given(privateKey);
    if (given(certificate) != given(privateKey)) {
      throw new IllegalArgumentException(
          "hub.tls.certificate and hub.tls.private-key belong together: set both or neither");
    }
    if (pem && given(keystore)) {
      throw new IllegalArgumentException(
          "hub.tls.keystore stands in for hub.tls.certificate: set one of them");
    }
    if (redirectPort >= 0 && !pem && !given(keystore)) {
      throw new IllegalArgumentException(
          "hub.tls.redirect-port leads to TLS: set hub.tls.certificate or hub.tls.keystore too");
    }
  }

  private static boolean given(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  /** Shows no password. */
  @Override
  public String toString() {
    return "TlsSettings[certificate=%s, keystore=%s]".formatted(certificate, keystore);
  }
}
