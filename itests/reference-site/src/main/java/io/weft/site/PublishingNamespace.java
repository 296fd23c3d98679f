package io.weft.site;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
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
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;

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
    void addVariable(String name, NodeId dataType, DataValue initial, Optional<ValueHistory> history) {
        Set<AccessLevel> access = history.isPresent() ? EnumSet.of(AccessLevel.CurrentRead, AccessLevel.HistoryRead) : AccessLevel.READ_ONLY;
        UaVariableNode node = UaVariableNode.build(getNodeContext(), builder -> builder
                .setNodeId(newNodeId(name))
                .setBrowseName(newQualifiedName(name))
                .setDisplayName(LocalizedText.english(name))
                .setDataType(dataType)
                .setTypeDefinition(NodeIds.BaseDataVariableType)
                .setAccessLevel(access)
                .setUserAccessLevel(access)
                .setHistorizing(history.isPresent())
                .build());
        node.setValue(initial);
        variables.put(node.getNodeId(), new Variable(node, history));
        getNodeManager().addNode(node);
        folder.addOrganizes(node);
    }

    /** Adds a Boolean that clients may write; call it after {@link #startup()}. */
    void addSwitch(String name, Predicate<Boolean> equipment) {
        UaVariableNode node = UaVariableNode.build(getNodeContext(), builder -> builder
                .setNodeId(newNodeId(name))
                .setBrowseName(newQualifiedName(name))
                .setDisplayName(LocalizedText.english(name))
                .setDataType(NodeIds.Boolean)
                .setTypeDefinition(NodeIds.BaseDataVariableType)
                .setAccessLevel(AccessLevel.READ_WRITE)
                .setUserAccessLevel(AccessLevel.READ_WRITE)
                .build());
        node.setValue(new DataValue(new Variant(false)));
        node.getFilterChain().addLast(new Switch(equipment));
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

    /** Raw values of variables with a history (OPC UA Part 11, 6.4.3). */
    @Override
    public List<HistoryReadResult> historyRead(HistoryReadContext context, HistoryReadDetails details,
            TimestampsToReturn timestamps, List<HistoryReadValueId> nodes) {
        return nodes.stream().map(node -> {
            Variable variable = variables.get(node.getNodeId());
            if (variable == null || variable.history.isEmpty() || !(details instanceof ReadRawModifiedDetails raw)) {
                return new HistoryReadResult(new StatusCode(StatusCodes.Bad_HistoryOperationUnsupported),
                        ByteString.NULL_VALUE, null);
            }
            DateTime end = raw.getEndTime() == null || raw.getEndTime().isNull() ? null : raw.getEndTime();
            ValueHistory.Page page = variable.history.get().read(raw.getStartTime(), end,
                    raw.getNumValuesPerNode().intValue(), node.getContinuationPoint());
            HistoryData data = new HistoryData(page.values().toArray(new DataValue[0]));
            return new HistoryReadResult(
                    page.values().isEmpty() ? new StatusCode(StatusCodes.Good_NoData) : StatusCode.GOOD, page.continuation(),
                    ExtensionObject.encode(context.getServer().getStaticEncodingContext(), data));
        }).toList();
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
        private final Optional<ValueHistory> history;
        private final List<DataItem> items = new ArrayList<>(1);

        Variable(UaVariableNode node, Optional<ValueHistory> history) {
            this.node = node;
            this.history = history;
        }

        synchronized void publish(DataValue value) {
            history.ifPresent(kept -> kept.add(value));
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
