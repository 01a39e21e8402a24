package io.snshub.sandbox;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down every call as it came, a line of JSON each: {@code platform, method, path, query,
 * headers, size} and, as far as there are any, {@code json, form, parts}. Credentials are replaced
 * by {@value #HIDDEN}; bytes of files and bodies above 256 KiB are left out. Without a file it does
 * nothing. Thread-safe; several processes may add to one file.
 */
class Journal {
  static final String HIDDEN = "***";

  private static final Logger log = LoggerFactory.getLogger(Journal.class);
  private static final int LONGEST_BODY = 256 * 1024;
  private static final Set<String> SECRETS =
      Set.of(
          "access_token",
          "refresh_token",
          "id_token",
          "token",
          "client_secret",
          "code",
          "code_verifier",
          "fb_exchange_token",
          "input_token",
          "appsecret_proof",
          "upload_id",
          "policy",
          "x-amz-signature",
          "x-amz-security-token",
          "x-amz-credential");
  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie");
  private static final Pattern BOT = Pattern.compile("^/bot[^/]+");
  private static final Journal NONE =
      new Journal(Path.of("")) {
        @Override
        void note(Call call) {
          // nobody asked for it
        }
      };

  private final Path file;

  private Journal(Path file) {
    this.file = file;
  }

  static Journal to(@Nullable Path file) {
    return file == null ? NONE : new Journal(file);
  }

  void note(Call call) {
    String line = entry(call).encode() + "\n";
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", file).log("the sandbox's journal can't be written");
    }
  }

  private static JsonObject entry(Call call) {
    String query = call.request().query();
    JsonObject entry =
        new JsonObject()
            .put("at", call.at().toString())
            .put("platform", call.prefix())
            .put("method", call.method())
            .put("path", BOT.matcher(call.path()).replaceFirst("/bot" + HIDDEN))
            .put("query", query == null ? "" : hidden(query))
            .put("headers", headers(call.request().headers()))
            .put("size", call.size());
    if (!call.form().isEmpty()) {
      entry.put("form", form(call.form()));
    }
    if (!call.parts().isEmpty()) {
      entry.put("parts", parts(call.parts()));
    }
    boolean whole = call.size() <= LONGEST_BODY && call.body().length() == call.size();
    JsonObject json = whole ? call.json() : null;
    return json == null ? entry : entry.put("json", hidden(json));
  }

  private static JsonObject headers(MultiMap headers) {
    JsonObject told = new JsonObject();
    for (Map.Entry<String, String> line : headers) {
      String name = line.getKey().toLowerCase(Locale.ROOT);
      told.put(name, SECRET_HEADERS.contains(name) ? scheme(line.getValue()) : line.getValue());
    }
    return told;
  }

  /** Keeps the word before a credential, which is none itself. */
  private static String scheme(String value) {
    int space = value.indexOf(' ');
    return space < 0 ? HIDDEN : value.substring(0, space + 1) + HIDDEN;
  }

  private static String hidden(String query) {
    StringBuilder told = new StringBuilder();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      boolean secret = equals >= 0 && secret(name);
      told.append(told.isEmpty() ? "" : "&").append(secret ? name + "=" + HIDDEN : pair);
    }
    return told.toString();
  }

  private static JsonObject form(MultiMap form) {
    JsonObject told = new JsonObject();
    for (Map.Entry<String, String> field : form) {
      told.put(field.getKey(), secret(field.getKey()) ? HIDDEN : field.getValue());
    }
    return told;
  }

  private static JsonArray parts(List<Call.Part> parts) {
    JsonArray told = new JsonArray();
    for (Call.Part part : parts) {
      told.add(
          new JsonObject()
              .put("name", part.name())
              .put("filename", part.filename())
              .put("content_type", part.contentType())
              .put("size", part.size()));
    }
    return told;
  }

  private static JsonObject hidden(JsonObject json) {
    JsonObject told = new JsonObject();
    for (Map.Entry<String, Object> field : json) {
      boolean text = field.getValue() instanceof String;
      told.put(field.getKey(), text && secret(field.getKey()) ? HIDDEN : told(field.getValue()));
    }
    return told;
  }

  private static @Nullable Object told(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return hidden(object);
    }
    if (value instanceof JsonArray array) {
      JsonArray told = new JsonArray();
      array.forEach(one -> told.add(told(one)));
      return told;
    }
    return value;
  }

  private static boolean secret(String name) {
    return SECRETS.contains(name.toLowerCase(Locale.ROOT));
  }
}
