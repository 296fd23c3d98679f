package io.weft.format.idoc.flat;

import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.mapping.TreeVisitor;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One source's flat IDocs: a format of its own for each configuration, because each has its code page. */
@Component(service = Decoder.class, configurationPid = "io.weft.format.idoc.flat",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class IdocFlatFormat implements Decoder {

    private static final Logger LOG = LoggerFactory.getLogger(IdocFlatFormat.class);

    private final String format;
    private final Optional<IdocFlatDecoder> decoder;
    private final String fault;

    /** Configuration of factory {@code io.weft.format.idoc.flat}. */
    public @interface Configuration {
        /** The name by which adapters call this format. */
        String format() default "idoc-flat";
        /** SAP's number of the code page, or the name of a charset. */
        String codePage() default "4110";
        /** What positions count: {@code characters} or {@code bytes}. */
        String positions() default "characters";
        /** Folder of definitions of the site's own; empty for those of the bundle alone. */
        String definitions() default "";
    }

    @Activate
    public IdocFlatFormat(Configuration configuration) {
        format = configuration.format();
        Optional<IdocFlatDecoder> configured = Optional.empty();
        String wrong = "";
        try {
            configured = Optional.of(decoder(configuration));
        } catch (IOException | IllegalArgumentException e) {
            wrong = e.getMessage();
            LOG.error("{} reads nothing: {}", format, wrong);
        }
        decoder = configured;
        fault = wrong;
    }

    private static IdocFlatDecoder decoder(Configuration configuration) throws IOException {
        Charset charset = CodePages.charset(configuration.codePage()).orElseThrow(() -> new IllegalArgumentException(
                "codePage: '" + configuration.codePage() + "' is no number of SAP's that is known, and no charset"));
        boolean byBytes = switch (configuration.positions()) {
            case "bytes" -> true;
            case "characters" -> false;
            default -> throw new IllegalArgumentException(
                    "positions: '" + configuration.positions() + "' must be 'bytes' or 'characters'");
        };
        if (byBytes && charset.name().startsWith("UTF-16")) {
            throw new IllegalArgumentException("positions: bytes are of systems without Unicode, not of UTF-16");
        }
        SegmentDefinitions bundled = SegmentDefinitions.bundled();
        return new IdocFlatDecoder(configuration.format(), charset, byBytes, configuration.definitions().isBlank()
                ? bundled : bundled.with(Path.of(configuration.definitions())));
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public String mappedAs() {
        return "idoc-xml";
    }

    @Override
    public Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
        if (decoder.isEmpty()) {
            throw new DecodeException(io.weft.event.Rejection.internal("NO_DECODER", "format", format,
                    "is configured wrongly: " + fault));
        }
        return decoder.get().decode(payload, charset, visitor);
    }
}
