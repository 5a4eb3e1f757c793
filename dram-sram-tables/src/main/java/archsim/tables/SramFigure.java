package archsim.tables;

/** One of the {@link SramFigures}. */
public enum SramFigure {
    READ_PJ,
    WRITE_PJ,
    LEAKAGE_MW,
    AREA_MM2,
    ACCESS_NS;

    /** Its value. */
    public double of(SramFigures figures) {
        return switch (this) {
            case READ_PJ -> figures.readPj();
            case WRITE_PJ -> figures.writePj();
            case LEAKAGE_MW -> figures.leakageMw();
            case AREA_MM2 -> figures.areaMm2();
            case ACCESS_NS -> figures.accessNs();
        };
    }
}
