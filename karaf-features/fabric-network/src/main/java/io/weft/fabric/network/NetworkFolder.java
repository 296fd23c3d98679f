package io.weft.fabric.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder with a network in it, for what needs none of Fabric's programs: its states, stopping it, taking it away. */
public final class NetworkFolder {

    private final Layout layout;

    private NetworkFolder(Layout layout) {
        this.layout = layout;
    }

    public static NetworkFolder of(Path folder) {
        return new NetworkFolder(new Layout(folder));
    }

    /** Whether {@code up} ever began here. */
    public boolean holdsNetwork() {
        return Files.exists(layout.settings());
    }

    public Map<Node, NodeState> states() throws IOException {
        Map<Node, NodeState> states = new EnumMap<>(Node.class);
        for (Node node : Node.values()) {
            states.put(node, new NodeProcess(node, layout).state());
        }
        return states;
    }

    /** Empty where no ports were chosen yet. */
    public Map<Node, Integer> ports() throws IOException {
        return holdsNetwork() ? NetworkSettings.read(layout.settings()).ports() : Map.of();
    }

    /** Stops all nodes, peers first. */
    public void stop() throws IOException, InterruptedException, FabricException {
        List<Node> order = new ArrayList<>(List.of(Node.values()));
        Collections.reverse(order);
        for (Node node : order) {
            new NodeProcess(node, layout).stop();
        }
    }

    /**
     * Stops all nodes and takes the folder away.
     *
     * @throws FabricException if it holds no network: it would be somebody else's
     */
    public void delete() throws IOException, InterruptedException, FabricException {
        if (!holdsNetwork()) {
            throw new FabricException(layout.folder() + " holds no network");
        }
        stop();
        DeletedFolder.delete(layout.folder());
    }

    static void checkFree(Layout layout) throws IOException, FabricException {
        if (!Files.exists(layout.folder())) {
            return;
        }
        try (Stream<Path> files = Files.list(layout.folder())) {
            if (files.findAny().isPresent()) {
                throw new FabricException(layout.folder() + " is not empty and holds no network; name another --folder");
            }
        }
    }
}
