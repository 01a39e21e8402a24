package io.snshub.platform.pinterest;

import io.snshub.sandbox.Call;
import io.snshub.sandbox.Operation;
import io.snshub.sandbox.Reply;
import io.snshub.sandbox.Sequence;
import io.snshub.sandbox.Shelf;
import io.snshub.sandbox.Site;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Boards and their sections; one board is there from the start. */
final class PinterestSandboxBoards {
  static final int CAPACITY = 10_000;

  private static final Instant MADE = Instant.parse("2024-01-01T00:00:00Z");

  private static final Set<String> PRIVACY = Set.of("PUBLIC", "PROTECTED", "SECRET");
  private static final Set<String> FILTER =
      Set.of("ALL", "PUBLIC", "PROTECTED", "SECRET", "PUBLIC_AND_SECRET");

  private final Shelf<Long, PinterestSandboxBoard> boards = new Shelf<>(CAPACITY);
  private final PinterestSandboxPages pages;
  private final Sequence ids;
  private final Site site;
  private Consumer<String> emptied = board -> {};

  PinterestSandboxBoards(Site site, PinterestSandboxPages pages, Sequence ids) {
    this.site = site;
    this.pages = pages;
    this.ids = ids;
    clear();
  }

  void open(PinterestSandboxLimits limits) {
    site.route("GET", "/v5/boards", Operation.LOOKUP, limits.on(this::list));
    site.route("POST", "/v5/boards", Operation.UPLOAD, limits.on(this::create));
    site.route("GET", "/v5/boards/{id}", Operation.LOOKUP, limits.on(this::get));
    site.route("PATCH", "/v5/boards/{id}", Operation.UPLOAD, limits.on(this::update));
    site.route("DELETE", "/v5/boards/{id}", Operation.UPLOAD, limits.on(this::delete));
    String sections = "/v5/boards/{id}/sections";
    String section = sections + "/{section}";
    site.route("GET", sections, Operation.LOOKUP, limits.on(this::sections));
    site.route("POST", sections, Operation.UPLOAD, limits.on(this::createSection));
    site.route("PATCH", section, Operation.UPLOAD, limits.on(this::renameSection));
    site.route("DELETE", section, Operation.UPLOAD, limits.on(this::deleteSection));
  }

  /** Tells what to do with the pins of a board that is deleted. */
  void whenDeleted(Consumer<String> how) {
    emptied = how;
  }

  void clear() {
    boards.clear();
    long seeded = Long.parseLong(PinterestSandbox.BOARD);
    boards.put(
        seeded,
        new PinterestSandboxBoard(
            seeded, "Summer recipes", "My favorite summer recipes", "PUBLIC", MADE));
  }

  @Nullable PinterestSandboxBoard find(String id) {
    return id.matches("\\d{1,18}") ? boards.get(Long.parseLong(id)) : null;
  }

  PinterestSandboxBoard required(String id) {
    PinterestSandboxBoard board = find(id);
    if (board == null) {
      throw PinterestSandboxDialect.noBoard();
    }
    return board;
  }

  PinterestSandboxBoard ofPath(Call call) {
    return required(PinterestSandboxInput.pathId(call, "id", "board_id"));
  }

  int size() {
    return boards.size();
  }

  private Reply list(Call call) {
    String privacy = call.query("privacy");
    if (privacy != null) {
      PinterestSandboxInput.oneOf(privacy, FILTER);
    }
    return pages.page(
        call,
        boards.newestFirst(),
        PinterestSandboxBoard::id,
        board -> shown(board, privacy),
        PinterestSandboxBoard::json);
  }

  private static boolean shown(PinterestSandboxBoard board, @Nullable String privacy) {
    return privacy == null || privacy.equals("ALL") || privacy.contains(board.privacy());
  }

  private Reply create(Call call) {
    JsonObject body = PinterestSandboxInput.body(call);
    String name = PinterestSandboxInput.required(body, "name", 180);
    String privacy = PinterestSandboxInput.text(body, "privacy", 20);
    PinterestSandboxBoard board =
        new PinterestSandboxBoard(
            ids.next(),
            name,
            PinterestSandboxInput.text(body, "description", 500),
            privacy == null ? "PUBLIC" : PinterestSandboxInput.oneOf(privacy, PRIVACY),
            call.at());
    boards.put(board.id(), board);
    call.about("board " + name);
    return Reply.json(201, board.json());
  }

  private Reply get(Call call) {
    return Reply.json(200, ofPath(call).json());
  }

  private Reply update(Call call) {
    PinterestSandboxBoard board = ofPath(call);
    JsonObject body = PinterestSandboxInput.body(call);
    String privacy = PinterestSandboxInput.text(body, "privacy", 20);
    board.change(
        PinterestSandboxInput.text(body, "name", 180),
        PinterestSandboxInput.text(body, "description", 500),
        privacy == null ? null : PinterestSandboxInput.oneOf(privacy, Set.of("PUBLIC", "SECRET")));
    return Reply.json(200, board.json());
  }

  private Reply delete(Call call) {
    PinterestSandboxBoard board = ofPath(call);
    boards.remove(board.id());
    emptied.accept(Long.toString(board.id()));
    call.about("board " + board.name());
    return Reply.empty(204);
  }

  private Reply sections(Call call) {
    PinterestSandboxBoard board = ofPath(call);
    return pages.page(
        call,
        board.sections().newestFirst(),
        PinterestSandboxBoard.Section::id,
        section -> true,
        PinterestSandboxBoard.Section::json);
  }

  private Reply createSection(Call call) {
    PinterestSandboxBoard board = ofPath(call);
    String name = sectionName(call, board);
    PinterestSandboxBoard.Section section = new PinterestSandboxBoard.Section(ids.next(), name);
    board.sections().put(section.id(), section);
    return Reply.json(201, section.json());
  }

  private Reply renameSection(Call call) {
    PinterestSandboxBoard board = ofPath(call);
    PinterestSandboxBoard.Section old = board.section(call.param("section"));
    PinterestSandboxBoard.Section section =
        new PinterestSandboxBoard.Section(old.id(), sectionName(call, board));
    board.sections().put(section.id(), section);
    return Reply.json(200, section.json());
  }

  private static String sectionName(Call call, PinterestSandboxBoard board) {
    String name = PinterestSandboxInput.required(PinterestSandboxInput.body(call), "name", 180);
    List<PinterestSandboxBoard.Section> all = List.copyOf(board.sections().oldestFirst());
    if (name.isEmpty()) {
      throw PinterestSandboxDialect.refused(400, 400, "Invalid board section parameters.");
    }
    if (all.stream().anyMatch(section -> section.name().equals(name))) {
      throw PinterestSandboxDialect.refused(409, 409, "Board section conflict.");
    }
    return name;
  }

  private Reply deleteSection(Call call) {
    PinterestSandboxBoard board = ofPath(call);
    board.sections().remove(board.section(call.param("section")).id());
    return Reply.empty(204);
  }
}
