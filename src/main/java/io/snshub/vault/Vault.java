package io.snshub.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * Seals texts with AES-256-GCM: {@code v1:<key id>:<base64>}. Sealing the same text twice gives two
 * results. Safe for concurrent use; no message of it holds a secret.
 */
public final class Vault {
  /** Length of a key. */
  public static final int KEY_BYTES = 32;

  private static final String VERSION = "v1";
  private static final int NONCE_BYTES = 12;

  private final AesBytesEncryptor cipher;
  private final String keyId;

  /**
   * Opens a vault.
   *
   * @throws IllegalArgumentException when the key isn't 32 bytes long
   */
  public Vault(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "an encryption key has " + KEY_BYTES + " bytes, not " + key.length);
    }
    this.cipher =
        new AesBytesEncryptor(
            new SecretKeySpec(key, "AES"),
            KeyGenerators.secureRandom(NONCE_BYTES),
            CipherAlgorithm.GCM);
    this.keyId = HexFormat.of().formatHex(sha256(key), 0, 4);
  }

  /** Returns the text sealed. */
  public String seal(String plain) {
    byte[] sealed = cipher.encrypt(plain.getBytes(StandardCharsets.UTF_8));
    return VERSION + ":" + keyId + ":" + Base64.getEncoder().encodeToString(sealed);
  }

  /**
   * Returns the text that was sealed.
   *
   * @throws SealBrokenException when it was sealed with another key, or is not what was sealed
   */
  public String open(String sealed) {
    String[] parts = sealed.split(":", 3);
    if (parts.length != 3 || !parts[0].equals(VERSION)) {
      throw new SealBrokenException("not a sealed text");
    }
    if (!parts[1].equals(keyId)) {
      throw new SealBrokenException(
          "sealed with the key " + printable(parts[1]) + ", this vault holds " + keyId);
    }
    try {
      return new String(
          cipher.decrypt(Base64.getDecoder().decode(parts[2])), StandardCharsets.UTF_8);
    } catch (RuntimeException e) {
      // the cause is left out: ciphers like to quote what they were given
      throw new SealBrokenException("damaged after it was sealed with the key " + keyId);
    }
  }

  /** Tells a sealed text from a plain one. */
  public static boolean sealed(String text) {
    return text.startsWith(VERSION + ":");
  }

  /** Returns the first 8 hex digits of the key's SHA-256. */
  public String keyId() {
    return keyId;
  }

  private static String printable(String id) {
    return id.matches("[0-9a-f]{8}") ? id : "(unreadable)";
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
