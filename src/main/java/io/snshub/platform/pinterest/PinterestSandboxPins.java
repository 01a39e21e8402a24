package io.snshub.platform.pinterest;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.SandboxPost;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The live pins of the seeded account; at most {@value #CAPACITY}. */
final class PinterestSandboxPins {
  static final int CAPACITY = 200_000;

  private static final String TRIAL =
      "Apps with Trial access may not create Pins in production https://api.pinterest.com — use API"
          + " Sandbox https://api-sandbox.pinterest.com instead.";

  private final Shelf<Long, PinterestSandboxPin> live = new Shelf<>(CAPACITY);
  private final PinterestSandboxBoards boards;
  private final PinterestSandboxSource source;
  private final Sequence ids;
  private final Site site;
  private final BooleanSupplier trial;

  PinterestSandboxPins(
      Site site,
      PinterestSandboxBoards boards,
      PinterestSandboxSource source,
      Sequence ids,
      BooleanSupplier trial) {
    this.site = site;
    this.boards = boards;
    this.source = source;
    this.ids = ids;
    this.trial = trial;
    boards.whenDeleted(this::emptyBoard);
  }

  void open(PinterestSandboxLimits limits) {
    site.route("POST", "/v5/pins", Operation.PUBLISH, limits.on(this::create));
    site.route("PATCH", "/v5/pins/{id}", Operation.UPLOAD, limits.on(this::edit));
    site.route("DELETE", "/v5/pins/{id}", Operation.DELETE, limits.on(this::delete));
    site.route("POST", "/v5/pins/{id}/save", Operation.PUBLISH, limits.on(this::save));
  }

  void clear() {
    live.clear();
  }

  Shelf<Long, PinterestSandboxPin> live() {
    return live;
  }

  @Nullable PinterestSandboxPin find(String id) {
    return id.matches("\\d{1,18}") ? live.get(Long.parseLong(id)) : null;
  }

  PinterestSandboxPin ofPath(Call call) {
    PinterestSandboxPin pin = find(PinterestSandboxInput.pathId(call, "id", "pin_id"));
    if (pin == null) {
      throw PinterestSandboxDialect.noPin();
    }
    return pin;
  }

  private Reply create(Call call) {
    JsonObject body = PinterestSandboxInput.body(call);
    JsonObject fields = texts(body);
    call.about(shown(fields));
    if (trial.getAsBoolean()) {
      throw PinterestSandboxDialect.refused(403, 29, TRIAL);
    }
    PinterestSandboxInput.id(body, "sponsor_id");
    place(body, fields);
    fields.put("parent_pin_id", PinterestSandboxInput.id(body, "parent_pin_id"));
    String colour = PinterestSandboxInput.text(body, "dominant_color", 100);
    if (colour != null) {
      fields.put("dominant_color", colour);
    }
    return kept(call, fields, source.read(call, body.getValue("media_source")));
  }

  private static JsonObject texts(JsonObject body) {
    return new JsonObject()
        .put("title", PinterestSandboxInput.text(body, "title", 100))
        .put("description", PinterestSandboxInput.text(body, "description", 800))
        .put("link", PinterestSandboxInput.text(body, "link", 2_048))
        .put("alt_text", PinterestSandboxInput.text(body, "alt_text", 500));
  }

  private static String shown(JsonObject fields) {
    String title = fields.getString("title");
    String description = fields.getString("description");
    String text = description == null ? "" : description;
    return title == null ? text : text.isEmpty() ? title : title + "\n" + text;
  }

  /** A pin lies on a board, and perhaps in a section of it. */
  private void place(JsonObject body, JsonObject fields) {
    String boardId = PinterestSandboxInput.id(body, "board_id");
    String sectionId = PinterestSandboxInput.id(body, "board_section_id");
    if (boardId == null) {
      throw PinterestSandboxDialect.invalid("'board_id' is a required property");
    }
    PinterestSandboxBoard board = boards.required(boardId);
    if (sectionId != null) {
      board.section(sectionId);
    }
    fields.put("board_id", boardId).put("board_section_id", sectionId);
  }

  private Reply kept(Call call, JsonObject fields, PinterestSandboxSource.Media media) {
    PinterestSandboxPin pin = new PinterestSandboxPin(ids.next(), call.at(), fields, media);
    live.put(pin.id(), pin);
    boards.required(pin.board()).pinned(1, call.at());
    return Reply.json(201, pin.json(call.at(), null)).created(post(call, pin));
  }

  private static SandboxPost post(Call call, PinterestSandboxPin pin) {
    return new SandboxPost(
        call.prefix(),
        Long.toString(pin.id()),
        call.account(),
        pin.shown(),
        pin.media().names(),
        pin.permalink(),
        pin.at());
  }

  private Reply edit(Call call) {
    PinterestSandboxPin pin = ofPath(call);
    JsonObject body = PinterestSandboxInput.body(call);
    texts(body);
    JsonObject changes = body.copy();
    if (body.containsKey("board_id") || body.containsKey("board_section_id")) {
      JsonObject from = body.copy();
      if (!from.containsKey("board_id")) {
        from.put("board_id", pin.board());
      }
      JsonObject to = new JsonObject();
      place(from, to);
      boards.required(pin.board()).pinned(-1, call.at());
      boards.required(to.getString("board_id")).pinned(1, call.at());
      changes.mergeIn(to);
    }
    pin.change(changes);
    call.about(pin.shown());
    return Reply.json(200, pin.json(call.at(), null)).shows(post(call, pin));
  }

  private Reply delete(Call call) {
    PinterestSandboxPin pin = ofPath(call);
    live.remove(pin.id());
    call.about(pin.shown());
    PinterestSandboxBoard board = boards.find(pin.board());
    if (board != null) {
      board.pinned(-1, call.at());
    }
    return Reply.empty(204).deleted(Long.toString(pin.id()));
  }

  /** A saved pin is a pin of its own that knows where it comes from. */
  private Reply save(Call call) {
    PinterestSandboxPin from = ofPath(call);
    JsonObject body = PinterestSandboxInput.body(call);
    JsonObject fields = new JsonObject();
    for (String field : new String[] {"title", "description", "link", "alt_text"}) {
      fields.put(field, from.text(field));
    }
    JsonObject target = body.copy();
    if (target.getValue("board_id") == null) {
      target.put("board_id", PinterestSandbox.BOARD);
    }
    place(target, fields);
    fields.put("parent_pin_id", Long.toString(from.id()));
    call.about(from.shown());
    return kept(call, fields, from.media());
  }

  private void emptyBoard(String board) {
    for (PinterestSandboxPin pin : List.copyOf(live.oldestFirst())) {
      if (pin.board().equals(board)) {
        live.remove(pin.id());
      }
    }
  }
}
