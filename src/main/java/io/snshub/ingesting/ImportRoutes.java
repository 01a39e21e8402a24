package io.snshub.ingesting;

import static io.snshub.web.RestParams.id;
import static io.snshub.web.RestParams.page;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestDefinition;
import org.springframework.stereotype.Component;

/** The REST operations that show imports. */
@Component
class ImportRoutes extends RouteBuilder {
  @Override
  public void configure() {
    RestDefinition imports = rest("/api/sns/imports").tag("Imports").description("Files from the inbox");
    page(imports.get().id("list-imports").routeId("rest-list-imports").description("Own imports, newest first").outType(ImportDesk.ImportPage.class))
      .to("direct:list-imports");
    id(imports.get("/{id}").id("show-import").routeId("rest-show-import").description("One import and a page of its receipts, row by row").outType(ImportDesk.ImportReceipts.class), "The import's id");
    page(imports)
      .to("direct:show-import");

    from("direct:list-imports").routeId("list-imports").routeConfigurationId("edge")
      .bean(ImportDesk.class, "list(${variable.request})");

    from("direct:show-import").routeId("show-import").routeConfigurationId("edge")
      .bean(ImportDesk.class, "show(${variable.request})");
  }
}
