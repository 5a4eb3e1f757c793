/**
 * A machine after STICKER: nine modes by the sparsity of weights and inputs.
 *
 * <p>{@link archsim.engine.machines.sticker.StickerPlan} chooses the mode and finds the work of each tile; {@code
 * StickerHalo} counts the partial sums that neighbouring tiles exchange. The on-chip detector of densities is not
 * modelled.
 */
package archsim.engine.machines.sticker;
