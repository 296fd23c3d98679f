package io.weft.event;

/** The closed set of 13 classes of key data that an inspector needs to decide on a lot. */
public enum EvidenceClass {
    MATERIAL_MASTER(1),
    SUPPLIER_QUALIFICATION(2),
    PURCHASE_ORDER(3),
    LOT_GENEALOGY(4),
    SHIPMENT(5),
    CUSTODY(6),
    POSITION(7),
    CLIMATE(8),
    SHOCK_LIGHT_DOOR_SEAL(9),
    DEVICE_EVIDENCE(10),
    QUALITY_RESULT(11),
    INVENTORY_AND_FEEDING(12),
    DEVIATION_AND_DECISION(13);

    private final int number;

    EvidenceClass(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** @throws IllegalArgumentException if the number is not 1 to 13 */
    public static EvidenceClass of(int number) {
        if (number < 1 || number > values().length) {
            throw new IllegalArgumentException("evidence class: " + number + " is not 1 to " + values().length);
        }
        return values()[number - 1];
    }
}
