package io.weft.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaFolderNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.util.SubscriptionModel;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * Variables whose every value reaches every monitored item.
 *
 * <p>Milo's own {@link SubscriptionModel} reads a node once per sampling interval: of two values written in between, the
 * first is never seen. Real servers of fast equipment report each change instead (a sampling interval of 0, OPC UA
 * Part 4, 5.13.1.2), and so does this namespace: a published value goes straight into the queue of each monitored item,
 * under the lock of its variable, so that none is missed while an item is being created. What the queue cannot hold is
 * the client's to prevent; the server then sets the overflow bit. Other attributes than Value stay with the sampler.
 */
final class PublishingNamespace extends ManagedNamespaceWithLifecycle {

    private final Map<NodeId, Variable> variables = new ConcurrentHashMap<>();
    private final SubscriptionModel sampler;
    private final UaFolderNode folder;

    PublishingNamespace(OpcUaServer server, String namespaceUri, String folderName) {
        super(server, namespaceUri);
        sampler = new SubscriptionModel(server, this);
        folder = new UaFolderNode(getNodeContext(), newNodeId(folderName), newQualifiedName(folderName),
                LocalizedText.english(folderName));
        getLifecycleManager().addLifecycle(sampler);
        getLifecycleManager().addStartupTask(() -> {
            getNodeManager().addNode(folder);
            folder.addReference(new Reference(folder.getNodeId(), NodeIds.Organizes,
                    NodeIds.ObjectsFolder.expanded(), false));
        });
    }

    /** Adds a variable that clients may read; call it after {@link #startup()}. */
    void addVariable(String name, NodeId dataType, DataValue initial) {
        UaVariableNode node = UaVariableNode.build(getNodeContext(), builder -> builder
                .setNodeId(newNodeId(name))
                .setBrowseName(newQualifiedName(name))
                .setDisplayName(LocalizedText.english(name))
                .setDataType(dataType)
                .setTypeDefinition(NodeIds.BaseDataVariableType)
                .setAccessLevel(AccessLevel.READ_ONLY)
                .setUserAccessLevel(AccessLevel.READ_ONLY)
                .build());
        node.setValue(initial);
        variables.put(node.getNodeId(), new Variable(node));
        getNodeManager().addNode(node);
        folder.addOrganizes(node);
    }

    /** @throws IllegalArgumentException if there is no such variable */
    void publish(String name, DataValue value) {
        Variable variable = variables.get(newNodeId(name));
        if (variable == null) {
            throw new IllegalArgumentException(name + ": no such variable");
        }
        variable.publish(value);
    }

    @Override
    public void onDataItemsCreated(List<DataItem> items) {
        sampler.onDataItemsCreated(items.stream().filter(item -> !attach(item)).toList());
    }

    @Override
    public void onDataItemsModified(List<DataItem> items) {
        sampler.onDataItemsModified(items);
    }

    @Override
    public void onDataItemsDeleted(List<DataItem> items) {
        for (DataItem item : items) {
            Variable variable = variables.get(item.getReadValueId().getNodeId());
            if (variable != null) {
                variable.detach(item);
            }
        }
        sampler.onDataItemsDeleted(items);
    }

    @Override
    public void onMonitoringModeChanged(List<MonitoredItem> items) {
        sampler.onMonitoringModeChanged(items);
    }

    private boolean attach(DataItem item) {
        Variable variable = variables.get(item.getReadValueId().getNodeId());
        if (variable == null || !AttributeId.Value.isEqual(item.getReadValueId().getAttributeId())) {
            return false;
        }
        variable.attach(item);
        return true;
    }

    /** A node and the monitored items that watch its value. */
    private static final class Variable {

        private final UaVariableNode node;
        private final List<DataItem> items = new ArrayList<>(1);

        Variable(UaVariableNode node) {
            this.node = node;
        }

        synchronized void publish(DataValue value) {
            node.setValue(value);
            for (DataItem item : items) {
                if (item.isSamplingEnabled()) {
                    item.setValue(value);
                }
            }
        }

        /** A new monitored item first reports the present value (OPC UA Part 4, 5.13.1.3). */
        synchronized void attach(DataItem item) {
            item.setValue(node.getValue());
            items.add(item);
        }

        synchronized void detach(DataItem item) {
            items.remove(item);
        }
    }
}
