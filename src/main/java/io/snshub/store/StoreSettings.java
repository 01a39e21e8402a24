package io.snshub.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the hub keeps on its own disk.
 *
 * @param minFreeSpace below this much room in the data directory nothing new is taken, so that what
 *     was taken can be finished; 0 to take as long as it goes
 */
@Validated
@ConfigurationProperties("hub.store")
record StoreSettings(@DefaultValue("64MB") DataSize minFreeSpace) {}
