package io.weft.adapter.opcua;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.BrowseHelper;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseResultMask;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;

/** Finds the nodes that the configured items name on the server at hand. */
final class ItemFinder {

    private static final int MAXIMUM_BROWSED_NODES = 200_000;

    private final OpcUaClient client;
    private final NamespaceTable namespaces;

    ItemFinder(OpcUaClient client) throws UaException {
        this.client = client;
        this.namespaces = client.readNamespaceTable();
    }

    /**
     * @param nodes   NodeId to canonical name
     * @param missing configured entry to the rule that says why there is no node
     */
    record Found(Map<NodeId, String> nodes, Map<String, String> missing) {
    }

    Found find(List<String> entries) throws UaException, InterruptedException {
        Map<NodeId, String> nodes = new LinkedHashMap<>();
        Map<String, String> missing = new LinkedHashMap<>();
        Optional<Map<NodeId, String>> variables = Optional.empty();
        for (String entry : entries) {
            ItemName name = ItemName.parse(entry);
            if (name instanceof ItemName.Node node) {
                Optional<NodeId> id = node.id().toNodeId(namespaces).filter(this::hasKnownNamespace);
                id.ifPresent(known -> nodes.put(known, ItemName.canonical(known, namespaces)));
                if (id.isEmpty()) {
                    missing.put(entry, "is in a namespace that the server does not have");
                }
            } else if (name instanceof ItemName.Names names) {
                if (variables.isEmpty()) {
                    variables = Optional.of(browse());
                }
                Map<NodeId, String> matching = new LinkedHashMap<>(variables.get());
                matching.values().removeIf(candidate -> !names.pattern().matcher(candidate).matches());
                nodes.putAll(matching);
                if (matching.isEmpty()) {
                    missing.put(entry, "matches no variable under Objects");
                }
            }
        }
        return new Found(nodes, missing);
    }

    private boolean hasKnownNamespace(NodeId id) {
        return namespaces.get(id.getNamespaceIndex()) != null;
    }

    /** All variables under Objects, the server's own apart. */
    private Map<NodeId, String> browse() throws UaException, InterruptedException {
        Map<NodeId, String> variables = new LinkedHashMap<>();
        Set<NodeId> seen = new HashSet<>(Set.of(NodeIds.ObjectsFolder, NodeIds.Server));
        Deque<NodeId> open = new ArrayDeque<>(List.of(NodeIds.ObjectsFolder));
        while (!open.isEmpty()) {
            for (ReferenceDescription reference : children(open.poll())) {
                Optional<NodeId> id = reference.getNodeId().toNodeId(namespaces);
                if (id.isPresent() && seen.add(id.get())) {
                    if (seen.size() > MAXIMUM_BROWSED_NODES) {
                        throw new UaException(StatusCodes.Bad_TooManyOperations,
                                "the server has more than " + MAXIMUM_BROWSED_NODES + " nodes: name items one by one");
                    }
                    open.add(id.get());
                    if (reference.getNodeClass() == NodeClass.Variable) {
                        variables.put(id.get(), ItemName.canonical(id.get(), namespaces));
                    }
                }
            }
        }
        return variables;
    }

    private List<ReferenceDescription> children(NodeId parent) throws UaException, InterruptedException {
        BrowseDescription description = new BrowseDescription(parent, BrowseDirection.Forward,
                NodeIds.HierarchicalReferences, true,
                Unsigned.uint(NodeClass.Object.getValue() | NodeClass.Variable.getValue()),
                Unsigned.uint(BrowseResultMask.NodeClass.getValue()));
        try {
            return new ArrayList<>(BrowseHelper.browse(client, description, Unsigned.uint(0))
                    .get(client.getConfig().getRequestTimeout().longValue(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw UaException.extract(e).orElseGet(() -> new UaException(e));
        }
    }
}
