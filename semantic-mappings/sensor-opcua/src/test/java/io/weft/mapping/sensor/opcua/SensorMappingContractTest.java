package io.weft.mapping.sensor.opcua;

import io.weft.mapping.SeriesMapping;
import io.weft.tck.SeriesMappingContract;
import java.util.Map;

class SensorMappingContractTest extends SeriesMappingContract {

    @Override
    protected SeriesMapping mapping() {
        return new SensorMapping(Map.of("service.pid", "io.weft.mapping.sensor.opcua~store", "instance", instance(),
                "item.1", "nsu=urn:site;s=zone-{n}.temperature|https://id.gs1.org/8004/952132100{n}|temperature|CEL"));
    }

    @Override
    protected String instance() {
        return "opcua~store";
    }

    @Override
    protected String knownItem() {
        return "nsu=urn:site;s=zone-17.temperature";
    }

    @Override
    protected String unknownItem() {
        return "nsu=urn:site;s=zone-17.pressure";
    }
}
