package io.snshub.web;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the front door.
 *
 * @param maxBody largest JSON body
 * @param maxUpload largest upload, all parts together
 * @param maxUploads most uploads that are read at once; each holds a thread
 * @param headTime how long a request's head may take to arrive
 * @param bodyTime how long a JSON body may take to arrive
 * @param maxStreams most event streams open at once; each holds a thread
 */
@Validated
@ConfigurationProperties("hub.web")
record WebSettings(
    @DefaultValue("1MB") DataSize maxBody,
    @DefaultValue("1025MB") DataSize maxUpload,
    @Min(1) @DefaultValue("64") int maxUploads,
    @DefaultValue("15s") Duration headTime,
    @DefaultValue("30s") Duration bodyTime,
    @Min(1) @DefaultValue("256") int maxStreams) {}
