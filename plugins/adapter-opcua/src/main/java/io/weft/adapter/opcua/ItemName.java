package io.weft.adapter.opcua;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** What an entry of {@code items} names. */
sealed interface ItemName {

    /** One node (OPC UA Part 6, 5.3.1.11), best with its namespace URI: a namespace's index may change at a restart. */
    record Node(ExpandedNodeId id) implements ItemName {
    }

    /** All variables under Objects whose name matches; {@code *} stands for any text. */
    record Names(Pattern pattern) implements ItemName {
    }

    /** @param rule that the entry breaks */
    record Malformed(String rule) implements ItemName {
    }

    static ItemName parse(String entry) {
        if (entry.indexOf('*') >= 0) {
            if (!entry.startsWith("nsu=")) {
                return new Malformed("must begin with nsu= when it is a pattern");
            }
            return new Names(Pattern.compile(Pattern.compile("\\*").splitAsStream(entry)
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*", "", entry.endsWith("*") ? ".*" : "")), Pattern.DOTALL));
        }
        try {
            ExpandedNodeId id = ExpandedNodeId.parse(entry);
            return id.isLocal() ? new Node(id) : new Malformed("must not name another server");
        } catch (UaRuntimeException e) {
            return new Malformed("must be a NodeId such as nsu=urn:plant;s=Zone1/Temperature");
        }
    }

    default Optional<String> fault() {
        return this instanceof Malformed malformed ? Optional.of(malformed.rule()) : Optional.empty();
    }

    /** @return the node's name with its namespace URI, the same at every server start */
    static String canonical(NodeId id, NamespaceTable namespaces) {
        String uri = namespaces.get(id.getNamespaceIndex());
        ExpandedNodeId withIndex = id.expanded();
        String identifier = withIndex.toParseableString();
        String withoutNamespace = identifier.substring(identifier.indexOf(';') + 1);
        return "nsu=" + uri + ";" + (id.getNamespaceIndex().intValue() == 0 ? identifier : withoutNamespace);
    }
}
