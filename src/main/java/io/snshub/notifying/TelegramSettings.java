package io.snshub.notifying;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where notices go.
 *
 * @param botToken the bot's token; empty for no notices
 * @param chatId the chat that gets them; empty for no notices
 * @param baseUrl the Bot API's root
 * @param tries how often a notice is tried that Telegram refuses for now
 * @param pause least pause between two of them
 */
@Validated
@ConfigurationProperties("hub.telegram")
record TelegramSettings(
    @DefaultValue("") String botToken,
    @DefaultValue("") String chatId,
    @DefaultValue("https://api.telegram.org") String baseUrl,
    @DefaultValue("5") @Min(1) int tries,
    @DefaultValue("2s") @NotNull Duration pause) {

  boolean configured() {
    return !botToken.isBlank() && !chatId.isBlank();
  }

  /** Keeps the token out of logs. */
  @Override
  public String toString() {
    return "TelegramSettings[" + baseUrl + ", configured=" + configured() + "]";
  }
}
