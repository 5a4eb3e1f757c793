package archsim.workloads.imports.onnx;

import archsim.base.RootLocale;
import archsim.workloads.Quantisation;

/**
 * How weights are stored that are codes with scales: a weight is {@code (code - zero point) * scale}.
 *
 * @param bits of a code
 * @param quantisation what lies beside the codes
 */
public record Codes(int bits, Quantisation quantisation) {

    @Override
    public String toString() {
        String codes = RootLocale.format("codes of %d bits", bits);
        String groups = quantisation.groupSize().isEmpty()
                ? ""
                : RootLocale.format(" in groups of %d", quantisation.groupSize().get(0));
        String zeros = quantisation.zeroPoints().count() == 0
                ? ""
                : RootLocale.format(
                        " and %d zero points of %d bits",
                        quantisation.zeroPoints().count(),
                        quantisation.zeroPoints().bits());
        return RootLocale.format(
                "%s%s with %d scales of %d bits%s",
                codes,
                groups,
                quantisation.scales().count(),
                quantisation.scales().bits(),
                zeros);
    }
}
