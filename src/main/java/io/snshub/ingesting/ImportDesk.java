package io.snshub.ingesting;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.snshub.call.Problems;
import io.snshub.call.RequestContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Shows imports to their owners. Receipts are read from their files, which may be gone. */
class ImportDesk {
  private final ImportTable table;
  private final Inbox inbox;
  private final ObjectMapper json;

  ImportDesk(ImportTable table, Inbox inbox, ObjectMapper json) {
    this.table = table;
    this.inbox = inbox;
    this.json = json;
  }

  /** A page of imports. */
  record ImportPage(List<ImportView> imports, long total) {}

  /**
   * One import and some of its rows.
   *
   * @param imported how far it is
   * @param receipts what became of each row, in order; empty when the receipt is not on this node
   */
  record ImportReceipts(@JsonUnwrapped ImportView imported, List<Receipt> receipts) {}

  public ImportPage list(RequestContext request) {
    List<ImportView> imports =
        table.list(request.userId(), request.limit(), request.offset()).stream()
            .map(ImportRow::view)
            .toList();
    return new ImportPage(imports, table.count(request.userId()));
  }

  public ImportReceipts show(RequestContext request) throws IOException {
    ImportRow row =
        table
            .find(request.id())
            .filter(found -> found.userId() == request.userId())
            .orElseThrow(() -> Problems.notFound("import", request.id()));
    List<Receipt> receipts =
        row.inbox().equals(inbox.id())
            ? ReceiptFile.read(receipt(row), request.offset(), request.limit(), json)
            : List.of();
    return new ImportReceipts(row.view(), receipts);
  }

  private Path receipt(ImportRow row) {
    Path directory = inbox.directory(row.folder());
    return row.status().equals("running")
        ? ReceiptFile.partOf(directory, row.keptName())
        : directory.resolve(row.status()).resolve(ReceiptFile.nameFor(row.keptName()));
  }
}
