package io.weft.engine;

import io.weft.adapter.MessageId;
import io.weft.adapter.RawMessage;
import io.weft.engine.format.TreeBuilder;
import io.weft.engine.template.RejectSignal;
import io.weft.event.Digests;
import io.weft.event.EventId;
import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.mapping.EventIds;
import io.weft.mapping.Interpretation;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingResult;
import io.weft.mapping.MessageTree;
import io.weft.mapping.SemanticMapping;
import io.weft.model.schema.ClassSchemas;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decodes a message, finds the one mapping that serves it, maps, and holds the events' extension fields to the schemas of
 * their classes. Whatever the message holds, it answers.
 */
public final class EngineInterpreter implements Interpreter {

    private final Supplier<Serving> serving;
    private final ClassSchemas schemas;

    /** @param serving asked once for each message */
    public EngineInterpreter(Supplier<Serving> serving, ClassSchemas schemas) {
        this.serving = serving;
        this.schemas = schemas;
    }

    /** Outside OSGi: with the schemas that stand on the class path. */
    public EngineInterpreter(Supplier<Serving> serving) {
        this(serving, ClassPathSchemas.get());
    }

    @Override
    public Interpretation interpret(RawMessage message, int replay) {
        Serving now = serving.get();
        return guarded(message, replay, now, () -> matching(message, replay, now));
    }

    @Override
    public Interpretation interpretWith(String mappingId, RawMessage message) {
        Serving now = serving.get();
        Optional<SemanticMapping> named = now.named(mappingId);
        if (named.isEmpty()) {
            return unread(message, 0, Rejection.user("NO_MAPPING", "mapping", mappingId,
                    "is no mapping that serves; there are " + now.references()));
        }
        boolean readable = now.decoder(message.format())
                .filter(decoder -> decoder.mappedAs().equals(named.get().format())).isPresent();
        RawMessage read = readable ? message : inFormat(named.get().format(), message);
        return guarded(read, 0, now, () -> with(read, now, named.get()));
    }

    /** Whoever names the mapping has named the format. */
    private static RawMessage inFormat(String format, RawMessage message) {
        return new RawMessage(message.instance(), message.system(), format, message.transportKey(), message.epoch(),
                message.receivedAt(), message.headers(), message.payload());
    }

    @Override
    public List<MappingRef> serving() {
        return serving.get().references();
    }

    /** Decoders and mappings may be anyone's: what they throw is theirs, and the message still gets its answer. */
    private static Interpretation guarded(RawMessage message, int replay, Serving now,
            Supplier<Interpretation> interpretation) {
        if (now.decoder(message.format()).isEmpty()) {
            return unread(message, replay,
                    Rejection.internal("NO_DECODER", "format", message.format(), "no decoder reads this format"));
        }
        try {
            return interpretation.get();
        } catch (RuntimeException | StackOverflowError e) {
            return unread(message, replay, Rejection.internal("INTERPRETER_FAILED", "", "", String.valueOf(e)));
        }
    }

    private Interpretation matching(RawMessage message, int replay, Serving now) {
        Matching matching = new Matching(message, now.decoder(message.format()).orElseThrow());
        now.forFormat(now.decoder(message.format()).orElseThrow().mappedAs()).forEach(matching::offer);
        Optional<MessageTree> tree = matching.anyTree();
        if (tree.isEmpty()) {
            return unread(message, replay, matching.undecodable());
        }
        if (matching.matches().size() == 1) {
            Map.Entry<SemanticMapping, MessageTree> match = matching.matches().entrySet().iterator().next();
            return map(message, replay, match.getKey(), match.getValue());
        }
        MappingResult rejected = new MappingResult.Rejected(List.of(matching.noSingleMatch()), List.of());
        Envelope envelope = tree.get().envelope();
        return new Interpretation(message, id(message, envelope), Optional.empty(), replay, sound(envelope, rejected));
    }

    private Interpretation with(RawMessage message, Serving now, SemanticMapping mapping) {
        try {
            Decoder decoder = now.decoder(message.format()).orElseThrow();
            return map(message, 0, mapping, decode(message, decoder, Declared.by(mapping)));
        } catch (DecodeException e) {
            return unread(message, 0, e.rejection());
        }
    }

    private Interpretation map(RawMessage message, int replay, SemanticMapping mapping, MessageTree tree) {
        MessageId id = id(message, tree.envelope());
        EventIds eventIds = ordinal -> EventId.derived(id.canonical(), replay, ordinal);
        return new Interpretation(message, id, Optional.of(mapping.ref()), replay,
                sound(tree.envelope(), checked(result(mapping, tree, eventIds))));
    }

    /** A message that contradicts itself is not believed, whatever its mapping could make of it. */
    private static MappingResult sound(Envelope envelope, MappingResult result) {
        if (envelope.faults().isEmpty()) {
            return result;
        }
        List<Rejection> reasons = new ArrayList<>(envelope.faults());
        List<String> searchKeys = List.of();
        if (result instanceof MappingResult.Mapped mapped) {
            searchKeys = mapped.searchKeys();
        } else if (result instanceof MappingResult.Rejected rejected) {
            reasons.addAll(rejected.reasons());
            searchKeys = rejected.searchKeys();
        }
        return new MappingResult.Rejected(reasons, searchKeys);
    }

    private static MappingResult result(SemanticMapping mapping, MessageTree tree, EventIds eventIds) {
        try {
            return mapping.map(tree, eventIds);
        } catch (RuntimeException | StackOverflowError e) {
            return new MappingResult.Rejected(List.of(Rejection.internal("MAPPING_FAILED", "", mapping.ref().toString(),
                    "the mapping failed: " + e)), List.of());
        }
    }

    private MappingResult checked(MappingResult result) {
        if (!(result instanceof MappingResult.Mapped mapped)) {
            return result;
        }
        List<Rejection> reasons = new ArrayList<>();
        for (int i = 0; i < mapped.events().size(); i++) {
            reasons.addAll(extensionFaults("events[" + i + "].event.", mapped.events().get(i)));
        }
        return reasons.isEmpty() ? mapped : new MappingResult.Rejected(reasons, mapped.searchKeys());
    }

    private List<Rejection> extensionFaults(String place, MappedEvent event) {
        return schemas.check(event).stream().map(fault ->
                new Rejection(fault.code(), fault.errorClass(), place + fault.field(), fault.value(), fault.rule())).toList();
    }

    /** What a mapping declares about how its messages are written. */
    record Declared(Optional<Charset> charset, Map<String, String> options) {

        static final Declared NOTHING = new Declared(Optional.empty(), Map.of());

        static Declared by(SemanticMapping mapping) {
            return mapping instanceof InboundMapping folder ? new Declared(folder.charset(), folder.options()) : NOTHING;
        }
    }

    static MessageTree decode(RawMessage message, Decoder decoder, Declared declared) throws DecodeException {
        TreeBuilder tree = new TreeBuilder();
        Envelope envelope = decoder.decode(message.payload(), declared.charset(), declared.options(), tree);
        return new JsonMessageTree(message, envelope, tree.root());
    }

    private static Interpretation unread(RawMessage message, int replay, Rejection reason) {
        return new Interpretation(message, id(message, new Envelope(Optional.empty(), "")), Optional.empty(), replay,
                new MappingResult.Rejected(List.of(reason), List.of()));
    }

    private static MessageId id(RawMessage message, Envelope envelope) {
        if (envelope.messageId().isPresent()) {
            return id(message, MessageId.Kind.ENVELOPE, envelope.messageId().get());
        }
        if (message.transportKey().isPresent()) {
            return id(message, MessageId.Kind.TRANSPORT, message.transportKey().get());
        }
        return id(message, MessageId.Kind.DIGEST, Digests.hex(Digests.sha256(message.payload())));
    }

    private static MessageId id(RawMessage message, MessageId.Kind kind, String id) {
        return new MessageId(message.instance(), kind, message.epoch(), id);
    }

    /** Offers one message to the mappings of its format; it is decoded once for each way of writing that they declare. */
    private static final class Matching {

        private final RawMessage message;
        private final Decoder decoder;
        private final Map<Declared, Optional<MessageTree>> trees = new LinkedHashMap<>();
        private final Map<SemanticMapping, MessageTree> matches = new LinkedHashMap<>();
        private final List<Rejection> failures = new ArrayList<>();
        private Rejection undecodable;

        Matching(RawMessage message, Decoder decoder) {
            this.message = message;
            this.decoder = decoder;
        }

        void offer(SemanticMapping mapping) {
            Optional<MessageTree> tree = trees.computeIfAbsent(Declared.by(mapping), this::decoded);
            try {
                if (tree.isPresent() && mapping.matches(tree.get())) {
                    matches.put(mapping, tree.get());
                }
            } catch (RejectSignal e) {
                failures.add(e.rejection());
            } catch (RuntimeException | StackOverflowError e) {
                failures.add(Rejection.internal("MAPPING_FAILED", "match", mapping.ref().toString(), String.valueOf(e)));
            }
        }

        private Optional<MessageTree> decoded(Declared declared) {
            try {
                return Optional.of(decode(message, decoder, declared));
            } catch (DecodeException e) {
                undecodable = e.rejection();
                return Optional.empty();
            }
        }

        Map<SemanticMapping, MessageTree> matches() {
            return matches;
        }

        /** Decodes as the format itself declares if no mapping asked, so that the message still gets its own id. */
        Optional<MessageTree> anyTree() {
            if (trees.isEmpty()) {
                trees.put(Declared.NOTHING, decoded(Declared.NOTHING));
            }
            return trees.values().stream().flatMap(Optional::stream).findFirst();
        }

        Rejection undecodable() {
            return undecodable;
        }

        Rejection noSingleMatch() {
            if (!matches.isEmpty()) {
                List<String> names = matches.keySet().stream().map(mapping -> mapping.ref().toString()).toList();
                return Rejection.internal("AMBIGUOUS_MAPPING", "", String.join(", ", names),
                        "exactly one mapping serves a message");
            }
            if (!failures.isEmpty()) {
                return failures.get(0);
            }
            String type = anyTree().map(tree -> tree.envelope().messageType()).orElse("");
            return Rejection.internal("NO_MAPPING", "", message.format() + (type.isEmpty() ? "" : " " + type),
                    "no mapping serves such messages");
        }
    }
}
