package io.weft.event;

import java.util.Set;

/** The values that CBV 2.0 (7) defines and the JSON binding writes as bare words. */
public final class CbvTerms {

    static final Set<String> ACTION = Set.of("ADD", "OBSERVE", "DELETE");
    static final Set<String> BUSINESS_STEP = Set.of("accepting", "arriving", "assembling", "collecting",
            "commissioning", "consigning", "creating_class_instance", "cycle_counting", "decommissioning", "departing",
            "destroying", "disassembling", "dispensing", "encoding", "entering_exiting", "holding", "inspecting",
            "installing", "killing", "loading", "other", "packing", "picking", "receiving", "removing", "repackaging",
            "repairing", "replacing", "reserving", "retail_selling", "sampling", "sensor_reporting", "shipping",
            "staging_outbound", "stock_taking", "stocking", "storing", "transporting", "unloading", "unpacking",
            "void_shipping");
    static final Set<String> DISPOSITION = Set.of("active", "available", "completeness_inferred",
            "completeness_verified", "conformant", "container_closed", "container_open", "damaged", "destroyed",
            "dispensed", "disposed", "encoded", "expired", "in_progress", "in_transit", "inactive", "mismatch_class",
            "mismatch_instance", "mismatch_quantity", "needs_replacement", "no_pedigree_match", "non_conformant",
            "non_sellable_other", "partially_dispensed", "recalled", "reserved", "retail_sold", "returned",
            "sellable_accessible", "sellable_not_accessible", "stolen", "unavailable", "unknown");
    static final Set<String> BUSINESS_TRANSACTION_TYPE = Set.of("bol", "cert", "desadv", "inv", "pedigree", "po", "poc",
            "prodorder", "recadv", "rma", "testprd", "testres", "upevt");
    static final Set<String> SOURCE_OR_DESTINATION_TYPE = Set.of("owning_party", "possessing_party", "location");
    static final Set<String> ERROR_REASON = Set.of("did_not_occur", "incorrect_data");
    static final Set<String> COMPONENT = Set.of("x", "y", "z", "axial_distance", "azimuth", "height",
            "spherical_radius", "polar_angle", "elevation_angle", "easting", "northing", "latitude", "longitude",
            "altitude");
    static final Set<String> SENSOR_ALERT = Set.of("ALARM_CONDITION", "ERROR_CONDITION");
    /** What {@code sensorReport.type} may be (CBV 2.0, 7.6); another measure is told by a URI. */
    public static final Set<String> MEASUREMENT = Set.of("AbsoluteHumidity", "AbsorbedDose", "AbsorbedDoseRate",
            "Acceleration", "Altitude", "AmountOfSubstance", "AmountOfSubstancePerUnitVolume", "Angle",
            "AngularAcceleration", "AngularMomentum", "AngularVelocity", "Area", "Capacitance", "Conductance",
            "Conductivity", "Count", "Density", "Dimensionless", "DoseEquivalent", "DoseEquivalentRate",
            "DynamicViscosity", "ElectricCharge", "ElectricCurrent", "ElectricCurrentDensity", "ElectricFieldStrength",
            "Energy", "Exposure", "Force", "Frequency", "Illuminance", "Inductance", "Irradiance", "KinematicViscosity",
            "Length", "LinearMomentum", "Luminance", "LuminousFlux", "LuminousIntensity", "MagneticFlux",
            "MagneticFluxDensity", "MagneticVectorPotential", "Mass", "MassConcentration", "MassFlowRate",
            "MassPerAreaTime", "MemoryCapacity", "MolalityOfSolute", "MolarEnergy", "MolarMass", "MolarVolume", "Power",
            "Pressure", "RadiantFlux", "RadiantIntensity", "Radioactivity", "RelativeHumidity", "Resistance",
            "Resistivity", "SolidAngle", "SpecificVolume", "Speed", "SurfaceDensity", "SurfaceTension", "Temperature",
            "Time", "Torque", "Voltage", "Volume", "VolumeFlowRate", "VolumeFraction", "VolumetricFlux", "Wavenumber");

    private CbvTerms() {
    }
}
