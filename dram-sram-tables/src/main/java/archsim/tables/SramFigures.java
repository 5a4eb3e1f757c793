package archsim.tables;

/**
 * What one SRAM costs.
 *
 * @param readPj energy of reading one word
 * @param writePj energy of writing one word
 * @param leakageMw power of the idle memory
 * @param areaMm2 of the macro
 * @param accessNs from address to data
 */
public record SramFigures(double readPj, double writePj, double leakageMw, double areaMm2, double accessNs) {

    /** The figures at {@code fraction} of the way to {@code other}, each on a logarithmic axis. */
    SramFigures between(SramFigures other, double fraction) {
        return new SramFigures(
                PowerCurve.between(readPj, other.readPj, fraction),
                PowerCurve.between(writePj, other.writePj, fraction),
                PowerCurve.between(leakageMw, other.leakageMw, fraction),
                PowerCurve.between(areaMm2, other.areaMm2, fraction),
                PowerCurve.between(accessNs, other.accessNs, fraction));
    }
}
