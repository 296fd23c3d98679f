package io.weft.engine;

import io.weft.engine.function.CodeLists;
import io.weft.engine.function.HostFunctions;
import io.weft.engine.function.ModelUnits;
import io.weft.engine.function.Units;
import io.weft.engine.template.Template;
import io.weft.engine.template.TemplateCompiler;
import io.weft.engine.template.TemplateException;
import io.weft.mapping.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a mapping of a folder. What it makes may serve only after {@link ExampleRunner} has run its examples. */
public final class MappingCompiler {

    private final Units units;
    private final CodeLists codeLists;
    private final Formats formats;

    public MappingCompiler(Units units, CodeLists codeLists, Formats formats) {
        this.units = units;
        this.codeLists = codeLists;
        this.formats = formats;
    }

    /** For examples and tests: the formats of this bundle, and no code lists but the examples' own. */
    public static MappingCompiler standard() {
        return new MappingCompiler(ModelUnits.ofClassPath(), CodeLists.NONE, Formats.standard());
    }

    Formats formats() {
        return formats;
    }

    /** @throws MappingRefusedException naming file, key and rule */
    public CompiledMapping compile(MappingFolder folder) throws MappingRefusedException {
        MappingManifest manifest = ManifestReader.read(folder);
        TemplateCompiler compiler = new TemplateCompiler(HostFunctions.of(manifest.source(), units));
        try {
            return switch (manifest.direction()) {
                case IN -> inbound(folder, manifest, compiler);
                case OUT -> outbound(folder, manifest, compiler);
            };
        } catch (TemplateException e) {
            throw new MappingRefusedException(e.getMessage(), e);
        }
    }

    private InboundMapping inbound(MappingFolder folder, MappingManifest manifest, TemplateCompiler compiler)
            throws MappingRefusedException, TemplateException {
        if (formats.decoder(manifest.format()).isEmpty()) {
            throw new MissingFormatException("format: there is no decoder '" + manifest.format() + "'");
        }
        List<InboundMapping.Templates.IgnoreRule> ignore = new ArrayList<>();
        for (MappingManifest.IgnoreRule rule : manifest.ignore()) {
            Template when = compiler.compile("mapping.yaml ignore '" + rule.rule() + "'", rule.when());
            ignore.add(new InboundMapping.Templates.IgnoreRule(rule.rule(), when));
        }
        InboundMapping.Templates templates = new InboundMapping.Templates(
                compiler.compile("mapping.yaml match", manifest.match().orElseThrow()),
                List.copyOf(ignore),
                expression("businessKey", manifest.businessKey(), compiler),
                expression("searchKeys", manifest.searchKeys(), compiler),
                template(folder, manifest, compiler));
        return new InboundMapping(folder, manifest, templates, codeLists);
    }

    private OutboundFolderMapping outbound(MappingFolder folder, MappingManifest manifest, TemplateCompiler compiler)
            throws MappingRefusedException, TemplateException {
        Encoder encoder = formats.encoder(manifest.format()).orElseThrow(
                () -> new MissingFormatException("format: there is no encoder '" + manifest.format() + "'"));
        return new OutboundFolderMapping(folder, manifest, expression("match", manifest.match(), compiler),
                template(folder, manifest, compiler), encoder, codeLists);
    }

    private static Optional<Template> expression(String key, Optional<String> source, TemplateCompiler compiler)
            throws TemplateException {
        return source.isEmpty() ? Optional.empty()
                : Optional.of(compiler.compile("mapping.yaml " + key, source.get()));
    }

    private static Template template(MappingFolder folder, MappingManifest manifest, TemplateCompiler compiler)
            throws MappingRefusedException, TemplateException {
        String source = folder.text(manifest.template()).orElseThrow(() -> new MappingRefusedException(
                "mapping.yaml: template '" + manifest.template() + "' is not in the folder"));
        return compiler.compile(manifest.template(), source);
    }
}
